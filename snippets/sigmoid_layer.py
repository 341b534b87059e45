"""The sigmoid as a layer: forward, and back by the chain rule."""

import numpy as np
from dsigmoid import dsigmoid
from sigmoid import sigmoid


# --8<-- [start:sigmoid_layer]
class Sigmoid:
    """The sigmoid as a layer: logits in, gradients back."""

    def forward(self, z):
        """The sigmoid of logits z, any shape, kept."""
        self.z = 1.0 * np.asarray(z)
        return sigmoid(self.z)

    def derivative(self, z):
        """The slope at each logit, from 0 to 1/4."""
        return dsigmoid(z)

    def backward(self, grad_out):
        """dL/dz = dL/dp * slope, in shape and dtype of z.

        grad_out: dL/dp, a number or in the shape of z.
        """
        if not hasattr(self, "z"):
            raise RuntimeError("call forward before backward")
        grad_out = np.broadcast_to(grad_out, self.z.shape)
        dz = grad_out * self.derivative(self.z)
        return dz.astype(self.z.dtype, casting="same_kind")


# --8<-- [end:sigmoid_layer]
