"""PyTorch: fused Adam, all data resident, batches as slices of one shuffled copy."""

import torch
from torch import nn

import workload

options = workload.arguments()
torch.set_num_threads(options.threads)
torch.manual_seed(1)

layers = []
for inputs, outputs in zip(workload.WIDTHS, workload.WIDTHS[1:]):
    linear = nn.Linear(inputs, outputs)
    nn.init.xavier_uniform_(linear.weight)
    nn.init.zeros_(linear.bias)
    layers += [linear, nn.Tanh()]
model = nn.Sequential(*layers[:-1])
optimiser = torch.optim.Adam(model.parameters(), lr=workload.LEARNING_RATE, fused=True)
loss_of = nn.MSELoss()
vectors = torch.from_numpy(workload.vectors())


def train_epoch():
    total = torch.zeros(())
    shuffled = vectors[torch.randperm(len(vectors))]
    for batch in shuffled.split(options.batch):
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of(model(batch), batch)
        loss.backward()
        optimiser.step()
        total += loss.detach() * len(batch)
    return total / len(vectors)


workload.measure(train_epoch, options.epochs)
