# Draws image-loss-curves.svg, image-loss-curves.pdf and image-loss-curves.png from image-loss-curves.csv in this folder: gnuplot image-loss-curves.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "image-loss-curves.csv"
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
    set terminal svg enhanced size 482,363 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,6.4cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,756 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("image-loss-curves.%s", format)
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
  set multiplot
  set logscale y
  set xrange [0:15]
  set lmargin at screen 0.2118
  set rmargin at screen 0.9647
  set bmargin at screen 0.4375
  set tmargin at screen 0.9688
  set xlabel "epoch" offset 0, raise
  set yrange [8e-03:*]
  set ylabel 'mean-square error' offset nudge, 0
  set format y "%g"
  set key at screen 0.5294, screen 0.2656 center top vertical maxrows 5 samplen 1.5
  plot data using (pick("training 1", "epoch")):(column("loss")) with lines linecolor rgb blue linewidth thin, \
       data using (pick("test 1", "epoch")):(column("loss")) with linespoints pointtype 7 pointsize 0.5 * mark linecolor rgb blue linewidth medium title '13,289 parameters', \
       data using (pick("training 2", "epoch")):(column("loss")) with lines linecolor rgb vermilion linewidth thin, \
       data using (pick("test 2", "epoch")):(column("loss")) with linespoints pointtype 7 pointsize 0.5 * mark linecolor rgb vermilion linewidth medium title '13,289 parameters, linear latents', \
       data using (pick("training 3", "epoch")):(column("loss")) with lines linecolor rgb green linewidth thin, \
       data using (pick("test 3", "epoch")):(column("loss")) with linespoints pointtype 7 pointsize 0.5 * mark linecolor rgb green linewidth medium title '53,000 parameters', \
       keyentry with lines linecolor rgb black linewidth thin title "training"
  unset multiplot
}
unset output
