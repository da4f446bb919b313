# Draws quantiser-staircase.svg, quantiser-staircase.pdf and quantiser-staircase.png from quantiser-staircase.csv in this folder: gnuplot quantiser-staircase.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "quantiser-staircase.csv"
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
    set terminal svg enhanced size 482,522 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,9.2cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1087 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("quantiser-staircase.%s", format)
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
  set xrange [-4.0:4.0]

  set lmargin at screen 0.1529
  set rmargin at screen 0.9765
  set bmargin at screen 0.4565
  set tmargin at screen 0.9783
  set format x ""
  set ylabel "reconstruction {/:Italic Q}({/:Italic x})" offset nudge, 0
  set offsets 0, 0, 0.5, 0.5
  set ytics 1
  set key top left Left reverse
  set label 1 '8 levels, Gaussian source' at graph 0.98, graph 0.07 right font small
  plot data using (pick("lloyd-max", "x")):(column("y")) with lines linecolor rgb vermilion linewidth thick title "Lloyd–Max", \
       data using (pick("uniform-endpoints", "x")):(column("y")) with lines linecolor rgb blue linewidth medium dashtype (5,3) title "uniform, end points"

  unset label 1
  unset key
  set lmargin at screen 0.1529
  set rmargin at screen 0.9765
  set bmargin at screen 0.1087
  set tmargin at screen 0.4239
  set format x "%g"
  set xlabel "sample {/:Italic x}" offset 0, raise
  set ylabel "density" offset nudge, 0
  set offsets 0, 0, 0, 0
  set yrange [-0.12:*]
  set format y "%.1f"
  set ytics 0.2
  plot data using (pick("density", "x")):(column("y")) with filledcurves y1=0 fillcolor rgb "#D9D9D9", \
       data using (pick("density", "x")):(column("y")) with lines linecolor rgb black linewidth thin, \
       data using (pick("lloyd-max levels", "x")):(-0.03) with points pointtype 13 pointsize 1.3 * mark linecolor rgb vermilion, \
       data using (pick("uniform-endpoints levels", "x")):(-0.08) with points pointtype 6 pointsize 1.1 * mark linecolor rgb blue linewidth medium
  unset multiplot
}
unset output
