"""One step of training with the loss −ELBO, averaged over a batch of 128; and, to judge the machine, one matrix product."""

import torch

from measure import Work, fastest, main
from networks import BATCH, LEARNING_RATE, Batches, Vae, forms, negative_elbo


def step(vae: Vae) -> Work:
    optimiser = torch.optim.Adam(vae.parameters(), lr=LEARNING_RATE)
    batches = Batches()

    def run():
        optimiser.zero_grad(set_to_none=True)
        loss = negative_elbo(vae, batches.take()) / BATCH
        loss.backward()
        optimiser.step()
        return loss.item()

    return Work(run)


def matrix_product() -> Work:
    a, b, c = torch.rand(1024, 1024), torch.rand(1024, 1024), torch.empty(1024, 1024)
    return Work(lambda: torch.mm(a, b, out=c), note="both threads at one product")


if __name__ == "__main__":
    def fastest_step(network):
        return fastest({name: step(vae) for name, vae in forms(network).items()})

    main({"dense": lambda: fastest_step("dense"), "conv": lambda: fastest_step("conv"), "sgemm": matrix_product})
