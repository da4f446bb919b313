internal import RDCore
public import RDLearning

/// A convolutional autoencoder is a code of images; a variational one codes the means.
extension ImageAutoencoder: ImageLatentCode {}
