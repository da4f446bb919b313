import RDCore
import RDNetworks

/// The best linear code is a code of vectors.
extension PrincipalComponents: VectorCode {}
