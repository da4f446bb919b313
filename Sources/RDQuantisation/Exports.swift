// What a program needs for quantisation comes with one import.
@_exported import RDQuantisers
@_exported import RDScalarQuantisation
@_exported import RDSources
