"""The networks that are measured, and the data. Bernoulli likelihood; the decoder gives logits. All terms are in nats."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

FEATURES = 784
LATENT = 32
BATCH = 128
LEARNING_RATE = 1e-3
LOG_2_PI = math.log(2 * math.pi)


class Encoder(nn.Module):
    """x → (mean, log-variance)."""

    def __init__(self, body: nn.Module, body_size: int, latent: int):
        super().__init__()
        self.body = body
        self.mean = nn.Linear(body_size, latent)
        self.log_variance = nn.Linear(body_size, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.body(x)
        return self.mean(hidden), self.log_variance(hidden)


class Vae(nn.Module):
    """Encoder, and decoder from a code to logits. Rows are flat, [batch, 784]."""

    def __init__(self, encoder: Encoder, decoder: nn.Module):
        super().__init__()
        self.encoder = encoder
        self.decoder = decoder


def dense(latent: int = LATENT) -> Vae:
    """784-512-256-L-256-512-784."""
    body = nn.Sequential(nn.Linear(FEATURES, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU())
    decoder = nn.Sequential(nn.Linear(latent, 256), nn.ReLU(), nn.Linear(256, 512), nn.ReLU(), nn.Linear(512, FEATURES))
    return Vae(Encoder(body, 256, latent), decoder)


def convolutional(latent: int = LATENT, memory_format: torch.memory_format = torch.contiguous_format) -> Vae:
    """28 × 28: 32 and 64 channels, windows of 4 × 4, stride 2, a dense layer of 256; the decoder mirrors it."""
    body = nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)), nn.Conv2d(1, 32, 4, 2, 1), nn.ReLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.ReLU(),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 256), nn.ReLU())
    decoder = nn.Sequential(
        nn.Linear(latent, 256), nn.ReLU(), nn.Linear(256, 64 * 7 * 7), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(32, 1, 4, 2, 1), nn.Flatten())
    return Vae(Encoder(body, 256, latent), decoder).to(memory_format=memory_format)


def forms(network: str, latent: int = LATENT) -> dict[str, Vae]:
    """The network in each form in which PyTorch may be fastest; which one is depends on the work and on the processor."""
    if network == "dense":
        return {"": dense(latent)}
    return {"channels first": convolutional(latent, torch.contiguous_format),
            "channels last": convolutional(latent, torch.channels_last)}


def image_like_rows(rows: int) -> Tensor:
    """Rows in [0, 1] of which four values in five are 0, as in pictures of handwriting."""
    return torch.rand(rows, FEATURES) * (torch.rand(rows, FEATURES) < 0.2)


class Batches:
    """Shuffled batches of 6,400 rows, over and over."""

    def __init__(self):
        self.rows = image_like_rows(50 * BATCH)
        self.order = torch.randperm(len(self.rows))
        self.next = 0

    def take(self) -> Tensor:
        if self.next == len(self.order):
            self.order = torch.randperm(len(self.rows))
            self.next = 0
        batch = self.rows[self.order[self.next:self.next + BATCH]]
        self.next += BATCH
        return batch


def sample(mean: Tensor, log_variance: Tensor) -> Tensor:
    return mean + torch.exp(log_variance / 2) * torch.randn_like(mean)


def negative_log_likelihood(logits: Tensor, x: Tensor) -> Tensor:
    """−log p(x|z), summed over rows and features."""
    return functional.binary_cross_entropy_with_logits(logits, x, reduction="sum")


def kl(mean: Tensor, log_variance: Tensor) -> Tensor:
    """KL(q ‖ p), summed over rows."""
    return 0.5 * torch.sum(mean * mean + torch.exp(log_variance) - 1 - log_variance)


def negative_elbo(vae: Vae, x: Tensor) -> Tensor:
    """−ELBO with one draw, summed over rows."""
    mean, log_variance = vae.encoder(x)
    return negative_log_likelihood(vae.decoder(sample(mean, log_variance)), x) + kl(mean, log_variance)
