# Draws lossless-split.svg, lossless-split.pdf and lossless-split.png from lossless-split.csv in this folder: gnuplot lossless-split.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "lossless-split.csv"
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
    set terminal svg enhanced size 482,472 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,8.32cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,983 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("lossless-split.%s", format)
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
  set lmargin at screen 0.2000
  set rmargin at screen 0.9647
  set bmargin at screen 0.3389
  set tmargin at screen 0.9760
  set logscale x
  set xrange [1.655254830830199:144.5005711990701]
  set yrange [773.884256:859.477344]
  set xtics (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
  set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
  set xlabel "bits of the latents of an image" offset 0, raise
  set ylabel "all bits of an image" offset nudge, 0
  set key at screen 0.5059, screen 0.0120 center bottom vertical maxrows 4 samplen 2 Left reverse
  plot data using (pick("code 1", "latent_bits")):(column("bits")) with linespoints pointtype 4 pointsize 1.2 * mark linewidth thin linecolor rgb blue title 'PCA: 8', \
       data using (pick("code 2", "latent_bits")):(column("bits")) with linespoints pointtype 5 pointsize 1.2 * mark linewidth thin linecolor rgb vermilion title 'PCA: 32', \
       data using (pick("code 3", "latent_bits")):(column("bits")) with linespoints pointtype 6 pointsize 1.2 * mark linewidth thin linecolor rgb green title 'network: 2, MSE', \
       data using (pick("code 4", "latent_bits")):(column("bits")) with linespoints pointtype 7 pointsize 1.2 * mark linewidth thin linecolor rgb purple title 'network: 4, MSE', \
       data using (pick("code 5", "latent_bits")):(column("bits")) with linespoints pointtype 8 pointsize 1.2 * mark linewidth thin linecolor rgb orange title 'network: 8, MSE', \
       data using (pick("code 6", "latent_bits")):(column("bits")) with linespoints pointtype 9 pointsize 1.2 * mark linewidth thin linecolor rgb skyBlue title 'network: 16, MSE', \
       data using (pick("code 7", "latent_bits")):(column("bits")) with linespoints pointtype 10 pointsize 1.2 * mark linewidth thin linecolor rgb black title 'network: 8, BCE', \
       783.224 with lines linewidth medium dashtype (8,6) linecolor rgb black title "contexts alone"
}
unset output
