/// A density of this package, whose formulas the tests compare with independent references: it is not checked at run time.
///
/// One that is missing here is only checked without need.
package protocol VerifiedDistribution {}

extension BetaDistribution: VerifiedDistribution {}
extension Exponential: VerifiedDistribution {}
extension Gamma: VerifiedDistribution {}
extension Gaussian: VerifiedDistribution {}
extension GaussianMixture: VerifiedDistribution {}
extension GeneralisedGaussian: VerifiedDistribution {}
extension Laplacian: VerifiedDistribution {}
extension LocationScale: VerifiedDistribution where Base: VerifiedDistribution {}
extension Logistic: VerifiedDistribution {}
extension Rayleigh: VerifiedDistribution {}
extension StudentDistribution: VerifiedDistribution {}
extension TabulatedDensity: VerifiedDistribution {}
extension TwoSidedGamma: VerifiedDistribution {}
extension Uniform: VerifiedDistribution {}
