"""DnCNN: a plain stack of convolutions that learns the noise rather than the picture."""

from copy import deepcopy
from typing import cast

from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

MOMENTUM = 0.02  # of the running statistics: damage differs so much that a batch says little


class DnCNN(nn.Module):
    """What is to be removed from a picture, found by one convolution after another.

    Residual learning: the network's answer is subtracted from its input. All inner layers are
    convolution, batch normalisation and rectifier; after training the normalisation is
    a fixed scale and shift, which `folded` works into the convolutions.

    Source:
        K. Zhang, W. Zuo, Y. Chen, D. Meng and L. Zhang, Beyond a Gaussian Denoiser: Residual
        Learning of Deep CNN for Image Denoising, IEEE Trans. Image Process. 26 (2017) 3142-3155;
        first weights after L. Xiao, Y. Bahri, J. Sohl-Dickstein, S. Schoenholz and J. Pennington,
        Dynamical Isometry and a Mean Field Theory of CNNs, ICML (2018) 5393-5402.
    """

    multiple = 1  # pictures of any size

    def __init__(
        self, channels: int, *, depth: int = 17, width: int = 64, normalised: bool = True
    ) -> None:
        """Make the network.

        Args:
            channels: Of the picture, 1 or 3.
            depth: Convolutions in a row; each result depends on 2 depth + 1 pixels a side.
            width: Channels between them.
            normalised: Whether batch normalisation follows the inner ones, as training needs it.
        """
        super().__init__()
        self.channels, self.depth, self.width = channels, depth, width
        self.normalised = normalised
        self.head = nn.Conv2d(channels, width, 3, padding=1)
        self.body = nn.ModuleList(
            nn.Conv2d(width, width, 3, padding=1, bias=not normalised) for _ in range(depth - 2)
        )
        self.norms = nn.ModuleList(
            nn.BatchNorm2d(width, momentum=MOMENTUM) if normalised else nn.Identity()
            for _ in self.body
        )
        self.tail = nn.Conv2d(width, channels, 3, padding=1)
        for convolution in self.body:  # else noise is washed out on the way, and learned late
            weight = cast(nn.Conv2d, convolution).weight
            nn.init.zeros_(weight)
            nn.init.orthogonal_(weight[:, :, 1, 1])

    def forward(self, damaged: Tensor) -> Tensor:
        """Return the mended pictures, (B, C, H, W), of damaged ones of that shape."""
        x = self.head(damaged).relu_()  # (B, 64, H, W), and so to the end
        for convolution, norm in zip(self.body, self.norms, strict=True):
            x = norm(convolution(x)).relu_()
        return damaged - self.tail(x)

    def folded(self) -> "DnCNN":
        """Return a network of the same function, as it is in eval mode, without normalisation."""
        if not self.normalised:
            return self
        still = deepcopy(self).eval()
        plain = DnCNN(self.channels, depth=self.depth, width=self.width, normalised=False)
        plain.head, plain.tail = still.head, still.tail
        plain.body = nn.ModuleList(
            fuse_conv_bn_eval(cast(nn.Conv2d, convolution), cast(nn.BatchNorm2d, norm))
            for convolution, norm in zip(still.body, still.norms, strict=True)
        )
        return plain.train(self.training)
