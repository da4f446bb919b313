"""Keras on TensorFlow, as its guide has it: a Sequential model, compile, fit."""

import os
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
import tensorflow  # noqa: E402

import workload  # noqa: E402

options = workload.arguments()
tensorflow.config.threading.set_intra_op_parallelism_threads(options.threads)
tensorflow.config.threading.set_inter_op_parallelism_threads(options.threads)
keras.utils.set_random_seed(1)

hidden = [keras.layers.Dense(width, activation="tanh") for width in workload.WIDTHS[1:-1]]
model = keras.Sequential(
    [keras.Input((workload.WIDTHS[0],)), *hidden, keras.layers.Dense(workload.WIDTHS[-1])])
model.compile(optimizer=keras.optimizers.Adam(workload.LEARNING_RATE), loss="mse")


class EpochTimes(keras.callbacks.Callback):
    """The duration of each epoch, without what fit does once."""

    def __init__(self):
        super().__init__()
        self.milliseconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.milliseconds.append(1e3 * (time.perf_counter() - self.start))


times = EpochTimes()
vectors = workload.vectors()
# Two epochs compile and warm up.
history = model.fit(
    vectors, vectors, batch_size=options.batch, epochs=2 + options.epochs, verbose=0,
    callbacks=[times])
workload.report(times.milliseconds[2:], history.history["loss"])
