"""TracIn (Pruthi et al. 2020) of 2,000 training rows on 100 test rows, one checkpoint, one draw: ⟨∇ℓ(x_i), ∇ℓ(x_j)⟩.

One backward pass per row, as autograd offers it. `each`: a training row's gradient meets those of all test rows as soon as
it is there. `block`: the gradients of 40 training rows are kept, and one matrix product compares them with the test rows'.
A repetition does a part of the training rows and the same part of the test rows; its time is multiplied up to the whole.
"""

import torch

from measure import Work, fastest, main
from networks import Vae, forms, image_like_rows, negative_elbo

TRAINING_ROWS = 2000
TEST_ROWS = 100


def influence(vae: Vae, block: int) -> Work:
    parameters = list(vae.parameters())
    size = sum(p.numel() for p in parameters)
    training, test = image_like_rows(TRAINING_ROWS), image_like_rows(TEST_ROWS)
    gradients = torch.empty(TEST_ROWS, size)
    training_gradients = torch.empty(block, size)
    parts = 100 if block == 1 else TRAINING_ROWS // block
    position = {"training": 0, "test": 0}

    def gradient(row, out):
        parts_of_gradient = torch.autograd.grad(negative_elbo(vae, row[None]), parameters)
        torch.cat([part.reshape(-1) for part in parts_of_gradient], out=out)

    def run():
        for _ in range(TEST_ROWS // parts):
            gradient(test[position["test"]], gradients[position["test"]])
            position["test"] = (position["test"] + 1) % TEST_ROWS
        scores = []
        for i in range(TRAINING_ROWS // parts):
            gradient(training[position["training"]], training_gradients[i % block])
            position["training"] = (position["training"] + 1) % TRAINING_ROWS
            if (i + 1) % block == 0:
                scores.append(training_gradients @ gradients.T if block > 1 else gradients @ training_gradients[0])
        return scores

    for j in range(TEST_ROWS):
        gradient(test[j], gradients[j])
    return Work(run, scale=parts,
                note=f"measured on {TRAINING_ROWS // parts} training and {TEST_ROWS // parts} test rows at a time, times {parts}")


if __name__ == "__main__":
    def fastest_influence(network, block):
        return lambda: fastest({name: influence(vae, block) for name, vae in forms(network).items()})

    main({f"tracin-{network}-{form}": fastest_influence(network, block)
          for network in ("dense", "conv") for form, block in (("each", 1), ("block", 40))})
