"""PyTorch, channels last and fused Adam: training steps of the image autoencoder of `rdtool bench images`.

Prints the duration of each step in milliseconds, once the objective shows that the network learns.
"""

import argparse
import time

import torch
from torch import nn
from torch.nn import functional

BATCH = 64
FILTERS = (3, 64, 128, 256)
LATENTS = 512
WARM_UP = 3

parser = argparse.ArgumentParser()
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--steps", type=int, required=True)
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(1)


class Autoencoder(nn.Module):
    """5x5 convolutions that halve the sides, a dense layer to the latents, and the mirror of both."""

    def __init__(self):
        super().__init__()
        pairs = list(zip(FILTERS, FILTERS[1:]))
        self.encoder = nn.ModuleList(nn.Conv2d(a, b, 5, 2, 2) for a, b in pairs)
        self.statistics = nn.Linear(4 * 4 * FILTERS[-1], 2 * LATENTS)
        self.widening = nn.Linear(LATENTS, 4 * 4 * FILTERS[-1])
        self.decoder = nn.ModuleList(
            nn.ConvTranspose2d(b, a, 5, 2, 2, output_padding=1) for a, b in reversed(pairs))

    def forward(self, images):
        """The mean over the batch of half the squared error plus the divergence in nats."""
        x = images
        for layer in self.encoder:
            x = functional.relu(layer(x))
        means, log_variances = self.statistics(x.flatten(1)).chunk(2, dim=1)
        latents = means + torch.exp(log_variances / 2) * torch.randn_like(means)
        x = functional.relu(self.widening(latents)).view(-1, FILTERS[-1], 4, 4)
        x = x.contiguous(memory_format=torch.channels_last)
        for layer in self.decoder[:-1]:
            x = functional.relu(layer(x))
        error = (self.decoder[-1](x) - images).square().sum()
        divergence = (means.square() + log_variances.exp() - 1 - log_variances).sum()
        return (error + divergence) / (2 * len(images))


model = Autoencoder().to(memory_format=torch.channels_last)
optimiser = torch.optim.Adam(model.parameters(), lr=2e-4, fused=True)
images = torch.rand(BATCH, 3, 32, 32).contiguous(memory_format=torch.channels_last)
milliseconds, objectives = [], []
for _ in range(WARM_UP + options.steps):
    start = time.perf_counter()
    optimiser.zero_grad(set_to_none=True)
    objective = model(images)
    objective.backward()
    optimiser.step()
    milliseconds.append(1e3 * (time.perf_counter() - start))
    objectives.append(objective.detach())
if not objectives[-1] < objectives[0]:
    raise SystemExit(f"the network does not learn: objectives {objectives}")
print(" ".join(f"{time:.4f}" for time in milliseconds[WARM_UP:]))
