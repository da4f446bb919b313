# Draws lossless-bits.svg, lossless-bits.pdf and lossless-bits.png from lossless-bits.csv in this folder: gnuplot lossless-bits.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "lossless-bits.csv"
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
    set terminal svg enhanced size 482,570 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,10.06cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1188 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("lossless-bits.%s", format)
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
  set lmargin at screen 0.4000
  set rmargin at screen 0.9529
  set bmargin at screen 0.2187
  set tmargin at screen 0.9801
  set xrange [0:5293.559871978548]
  set yrange [21.6:0.4]
  set style fill solid 1 noborder
  set ytics scale 0 ('jpeg2000-lossless' 1, 'network: 1024, BCE' 2, 'network: 1024, MSE' 3, 'samples alone' 4, 'network: 784, linear' 5, 'network: 784, BCE' 6, 'network: 784, MSE' 7, 'jpeg-ls' 8, 'png' 9, 'gzip' 10, 'webp-lossless' 11, 'jpeg-xl-lossless' 12, 'contexts alone, untaught' 13, 'PCA: 32' 14, 'network: 16, MSE' 15, 'contexts alone' 16, 'PCA: 8' 17, 'network: 8, MSE' 18, 'network: 4, MSE' 19, 'network: 2, MSE' 20, 'network: 8, BCE' 21)
  set xtics 2000
  set grid xtics linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
  set xlabel "bits an image" offset 0, raise
  set key at screen 0.4765, screen 0.0099 center bottom vertical maxrows 2 samplen 1.5 Left reverse
  plot data using (column("low")):(pick("latents", "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb orange title "latents", \
       data using (column("low")):(pick("samples", "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb skyBlue title "samples", \
       data using (column("high")):(pick("single", "y")):(halfwidth("halfwidth")) with xerrorbars pointtype 6 pointsize 0.9 * mark linewidth thin linecolor rgb black title "a file for each image"
}
unset output
