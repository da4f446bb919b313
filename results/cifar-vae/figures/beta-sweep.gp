# Draws beta-sweep.svg, beta-sweep.pdf and beta-sweep.png from beta-sweep.csv in this folder: gnuplot beta-sweep.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "beta-sweep.csv"
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
    set terminal svg enhanced size 482,437 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,7.7cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,909 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("beta-sweep.%s", format)
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
  set rmargin at screen 0.9882
  set bmargin at screen 0.3506
  set tmargin at screen 0.9740
  set xlabel "KL divergence with latent noise (nats)" offset 0, raise
  set ylabel "MSE without latent noise" offset nudge, 0
  set logscale xy
  set xrange [5:9000]
  set yrange [0.0003:0.05]
  set format y "%g"
  set key at screen 0.5529, screen 0.0130 center bottom vertical maxrows 4 samplen 2 Left reverse
  plot data using (pick("bound", "nats")):(column("mse")) with lines linecolor rgb black linewidth medium title "R(D) of a Gaussian of this covariance, an upper bound", \
       data using (pick("means", "nats")):(column("mse")) with lines linecolor rgb grey linewidth medium dashtype (8,6) title "its best linear model, error without latent noise", \
       data using (pick("dense", "nats")):(column("mse")) with points pointtype 7 pointsize 1.4 * mark linecolor rgb blue title "dense latents", \
       data using (pick("convolution", "nats")):(column("mse")) with points pointtype 13 pointsize 1.4 * mark linecolor rgb vermilion title "map of latents", \
       data using (pick("dense label", "nats")):(column("mse")):(sprintf("{/:Italic β} = %g", column("beta"))) with labels left offset 0.7, 0.5 font small, \
       data using (pick("convolution label", "nats")):(column("mse")):(sprintf("{/:Italic β} = %g", column("beta"))) with labels left offset 1.1, 1 font small
}
unset output
