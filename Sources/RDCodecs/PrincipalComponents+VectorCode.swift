internal import RDCore
public import RDLearning

/// The best linear code is a code of vectors.
extension PrincipalComponents: VectorCode {}
