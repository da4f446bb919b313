// What a program needs of codecs comes with one import.
@_exported import RDCurves
@_exported import RDImages
@_exported import RDQuantisation
@_exported import RDStandardCodecs
@_exported import RDStreams
