import RDCore
import RDNetworks

/// A convolutional autoencoder is a code of images; a variational one codes the means.
extension ImageAutoencoder: ImageLatentCode {}
