"""What every training needs before its first step, done before anybody waits for it."""


def warm_up() -> None:
    """Import PyTorch and take one step with it: its optimisers import as much again."""
    import torch
    import torchvision.datasets  # noqa: F401

    layers = torch.nn.Sequential(
        torch.nn.Conv2d(1, 8, 3, padding=1), torch.nn.BatchNorm2d(8), torch.nn.Conv2d(8, 1, 3)
    )
    optimiser = torch.optim.Adam(layers.parameters())
    layers(torch.zeros(2, 1, 8, 8)).square().mean().backward()
    optimiser.step()
