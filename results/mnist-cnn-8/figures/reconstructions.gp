# Draws reconstructions.svg, reconstructions.pdf and reconstructions.png from reconstructions.csv in this folder: gnuplot reconstructions.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "reconstructions.csv"
pick(series, name) = strcol("series") eq series ? column(name) : NaN
halfwidth(name) = column(name) == column(name) ? column(name) : 0
black = "#000000"
grey = "#7F7F7F"
orange = "#E69F00"
skyBlue = "#56B4E9"
green = "#009E73"
blue = "#0072B2"
vermilion = "#D55E00"
purple = "#CC79A7"

do for [format in "svg pdf png"] {
  if (format eq "svg") {
    set terminal svg enhanced size 482,139 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,2.45993288590604cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,291 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("reconstructions.%s", format)
  reset
  set minussign
  set datafile separator comma
  set datafile columnheaders
  set datafile missing NaN
  set border 3 linewidth 0.7
  set tics nomirror out scale 0.5 font small
  set key samplen 2 spacing 1.1 font small noautotitle
  thin = 0.7
  medium = 1.2
  thick = 1.8
  set lmargin at screen 0.5476
  set rmargin at screen 0.9882
  set bmargin at screen 0.0407
  set tmargin at screen 0.7967
  unset border
  unset tics
  set xrange [-0.5:298.0 - 0.5]
  set yrange [148.0 - 0.5:-0.5]
  set label 1 'original' at graph 0, first 14 right offset -0.5, 0 font small
  set label 2 'PCA' at graph 0, first 44 right offset -0.5, 0 font small
  set label 3 '13,289 parameters' at graph 0, first 74 right offset -0.5, 0 font small
  set label 4 '13,289 parameters, linear latents' at graph 0, first 104 right offset -0.5, 0 font small
  set label 5 '53,000 parameters' at graph 0, first 134 right offset -0.5, 0 font small
  set label 6 'from latents of 4 bits: Lloyd–Max, designed' at first 149, graph 1 center offset 0, 0.6 font small
  red(c) = int(c) / 65536
  green(c) = int(c) / 256 % 256
  blueness(c) = int(c) % 256
  plot data using (int($0) % 298):(int($0) / 298):(red(column("colour"))):(green(column("colour"))):(blueness(column("colour"))) with rgbimage
}
unset output
