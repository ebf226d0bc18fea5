"""Limits that whoever runs the app may change, each by an environment variable."""

from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from PIXEL_ATELIER_MAX_SIDE, PIXEL_ATELIER_MAX_MEGABYTES and so on."""

    model_config = SettingsConfigDict(env_prefix="PIXEL_ATELIER_")

    max_side: int = 4096  # pixels along either side of a picture
    max_megabytes: int = 20  # of one picture file
    cache_megabytes: int = 512  # results kept in memory, least recently used leave first
    data: str = ""  # folder of Fashion-MNIST and MNIST; else they are downloaded to the user cache
    folder: str = ""  # where made pictures lie; copies of the app behind one address share it
    heavy_jobs: int = 1  # pictures worked on at the same time
    queue_size: int = 200  # visitors' clicks that may wait before more are turned away
    model_megabytes: int = 512  # networks kept in memory, least recently used leave first
    precision: Literal["auto", "float32", "bfloat16"] = "auto"  # that networks compute in
    hub: bool = False  # whether visitors may name weights of the Hugging Face Hub
    hub_megabytes: int = 256  # of one file of weights from there
    workers: int = 1  # trainings and studies at the same time, each in a process of its own
    waiting_jobs: int = 40  # such jobs that may wait before more are turned away
    job_minutes: int = 10  # after which such a job makes room if others wait; it can go on
    jobs_folder: str = ""  # where they lie; copies of the app may share it
    jobs_hours: int = 24  # that a job is kept after somebody looked at it last
    jobs_megabytes: int = 2048  # of all jobs together, the oldest leave first
    trained_folder: str = ""  # for weights trained in the page; copies of the app may share it
    trained_megabytes: int = 1024  # of them all, those used longest ago leave first


settings = Settings()
