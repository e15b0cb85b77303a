"""Likelihood regret (Xiao, Yan, Amit 2020), 100 iterations, dense network; milliseconds per row.

`posterior-batch` and `posterior-row`: Adam on each row's own mean and log-variance, many of 1,000 rows at once or row by row.
`encoder`: a copy of the encoder is fine-tuned for each row. ELBO before and after with one draw, as in each iteration.
"""

import copy

import torch

from measure import Work, fastest, main
from networks import dense, image_like_rows, kl, negative_log_likelihood, sample

ITERATIONS = 100
ROWS = 1000


def elbo(decoder, x, mean, log_variance):
    """ELBO of each row with one draw, [rows]."""
    logits = decoder(sample(mean, log_variance))
    log_likelihood = -torch.nn.functional.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1)
    return log_likelihood - 0.5 * torch.sum(mean * mean + torch.exp(log_variance) - 1 - log_variance, dim=1)


def posterior_regret(vae, x):
    with torch.no_grad():
        mean, log_variance = vae.encoder(x)
        before = elbo(vae.decoder, x, mean, log_variance)
    mean.requires_grad_()
    log_variance.requires_grad_()
    optimiser = torch.optim.Adam([mean, log_variance], lr=0.05)
    for _ in range(ITERATIONS):
        optimiser.zero_grad(set_to_none=True)
        loss = negative_log_likelihood(vae.decoder(sample(mean, log_variance)), x) + kl(mean, log_variance)
        loss.backward()
        optimiser.step()
    with torch.no_grad():
        return elbo(vae.decoder, x, mean, log_variance) - before


def encoder_regret(vae, x):
    encoder = copy.deepcopy(vae.encoder)
    with torch.no_grad():
        before = elbo(vae.decoder, x, *encoder(x))
    optimiser = torch.optim.Adam(encoder.parameters(), lr=2e-4)
    for _ in range(ITERATIONS):
        optimiser.zero_grad(set_to_none=True)
        mean, log_variance = encoder(x)
        loss = negative_log_likelihood(vae.decoder(sample(mean, log_variance)), x) + kl(mean, log_variance)
        loss.backward()
        optimiser.step()
    with torch.no_grad():
        return elbo(vae.decoder, x, *encoder(x)) - before


def scoring(regret, at_once: int) -> Work:
    vae = dense()
    vae.decoder.requires_grad_(False)
    rows = image_like_rows(ROWS)
    position = [0]

    def run():
        scores = regret(vae, rows[position[0]:position[0] + at_once])
        position[0] = (position[0] + at_once) % ROWS
        return scores

    return Work(run, scale=1 / at_once, note=f"per row, of {ROWS} rows")


if __name__ == "__main__":
    def batched():
        return fastest({f"{at_once} at once": scoring(posterior_regret, at_once) for at_once in (100, 250, ROWS)})

    main({"regret-posterior-batch": batched,
          "regret-posterior-row": lambda: scoring(posterior_regret, 1),
          "regret-encoder": lambda: scoring(encoder_regret, 1)})
