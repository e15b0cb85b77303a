"""One step of training with the Jacobian L1 penalty (Rhodes and Lee 2021), the Jacobian by forward differences as the paper's
authors take them: loss = −ELBO + γ · mean over rows of Σ |∂ mean(z)/∂z|, z held constant in the penalty.
"""

import torch

from measure import Work, fastest, main
from networks import BATCH, LEARNING_RATE, Batches, Vae, forms, kl, negative_log_likelihood, sample

DIFFERENCE = 1e-3
GAMMA = 0.01


def step(vae: Vae, latent: int, at_once: int) -> Work:
    """`at_once`: of how many dimensions of the code the differences go through the decoder together."""
    optimiser = torch.optim.Adam(vae.parameters(), lr=LEARNING_RATE)
    batches = Batches()
    moves = DIFFERENCE * torch.eye(latent)[:, None, :]

    def run():
        optimiser.zero_grad(set_to_none=True)
        x = batches.take()
        mean, log_variance = vae.encoder(x)
        z = sample(mean, log_variance)
        elbo = -negative_log_likelihood(vae.decoder(z), x) - kl(mean, log_variance)
        fixed = z.detach()
        here = torch.sigmoid(vae.decoder(fixed))
        penalty = 0
        for first in range(0, latent, at_once):
            moved = (fixed + moves[first:first + at_once]).reshape(-1, latent)
            there = torch.sigmoid(vae.decoder(moved)).reshape(-1, BATCH, here.shape[1])
            penalty = penalty + torch.sum(torch.abs(there - here)) / DIFFERENCE
        loss = (GAMMA * penalty - elbo) / BATCH
        loss.backward()
        optimiser.step()
        return loss.item()

    return Work(run)


if __name__ == "__main__":
    def fastest_step(network, latent):
        return lambda: fastest({f"{at_once} at once {name}".strip(): step(vae, latent, at_once)
                                for name, vae in forms(network, latent).items() for at_once in (1, latent)})

    main({f"jacobian-{network}-{latent}": fastest_step(network, latent)
          for network in ("dense", "conv") for latent in (10, 32)})
