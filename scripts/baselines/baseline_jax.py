"""JAX: an epoch is one compiled program, a scan over its batches with the state updated in place."""

import os

import workload

options = workload.arguments()
# Read when the first array is made.
os.environ["JAX_PLATFORMS"] = "cpu"
if options.threads == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

from functools import partial  # noqa: E402

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

vectors = jnp.asarray(workload.vectors())


def initial_parameters(key):
    glorot = jax.nn.initializers.glorot_uniform()
    shapes = list(zip(workload.WIDTHS, workload.WIDTHS[1:]))
    keys = jax.random.split(key, len(shapes))
    return [(glorot(k, shape), jnp.zeros(shape[1])) for k, shape in zip(keys, shapes)]


def loss_of(parameters, batch):
    value = batch
    for weight, bias in parameters[:-1]:
        value = jnp.tanh(value @ weight + bias)
    weight, bias = parameters[-1]
    return jnp.mean((value @ weight + bias - batch) ** 2)


def step(state, batch):
    parameters, first, second, count = state
    loss, gradients = jax.value_and_grad(loss_of)(parameters, batch)
    count = count + 1
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
    first_scale = 1 / (1 - 0.9**count)
    second_scale = 1 / (1 - 0.999**count)
    parameters = jax.tree.map(
        lambda p, m, v: p
        - workload.LEARNING_RATE * m * first_scale / (jnp.sqrt(v * second_scale) + 1e-8),
        parameters, first, second)
    return (parameters, first, second, count), loss


@partial(jax.jit, donate_argnums=0)
def compiled_epoch(state, key):
    shuffled = vectors[jax.random.permutation(key, len(vectors))]
    whole = len(vectors) // options.batch * options.batch
    batches = shuffled[:whole].reshape(-1, options.batch, workload.WIDTHS[0])
    state, losses = jax.lax.scan(step, state, batches)
    total = losses.sum() * options.batch
    if whole < len(vectors):
        state, loss = step(state, shuffled[whole:])
        total += loss * (len(vectors) - whole)
    return state, total / len(vectors)


key = jax.random.key(1)
parameters = initial_parameters(key)
zeros = partial(jax.tree.map, jnp.zeros_like, parameters)
state = (parameters, zeros(), zeros(), jnp.zeros((), jnp.float32))


def train_epoch():
    global key, state
    key, shuffling = jax.random.split(key)
    state, loss = compiled_epoch(state, shuffling)
    return loss.block_until_ready()


workload.measure(train_epoch, options.epochs)
