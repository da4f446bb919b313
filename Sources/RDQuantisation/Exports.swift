// One import provides all that a program needs for quantisation.
@_exported import RDQuantisers
@_exported import RDScalarQuantisation
@_exported import RDSources
