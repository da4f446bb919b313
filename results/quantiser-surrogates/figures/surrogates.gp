# Draws surrogates.svg, surrogates.pdf and surrogates.png from surrogates.csv in this folder: gnuplot surrogates.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "surrogates.csv"
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
    set terminal svg enhanced size 482,935 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,16.5cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1949 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("surrogates.%s", format)
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
  set logscale x
  set xrange [8.461538461538462:234.0]
  set xtics ("11" 11.0, "45" 45.0, "180" 180.0)
  set mxtics 1
  set yrange [*:*]
  set offsets 0, 0, graph 0.12, graph 0.05
  set ylabel 'above straight-through (%)' offset nudge, 0
  set lmargin at screen 0.1647
  set rmargin at screen 0.9765
  set bmargin at screen 0.7455
  set tmargin at screen 0.9879
  set label 1 'transform codec (context)' at graph 0.02, graph 0.94 left
  unset xlabel
  unset key
  plot 0 with lines linecolor rgb grey linewidth thin, \
       data using (pick("panel 1 surrogate 1", "lambda")):(column("excess") - halfwidth("excess_ci95")):(0):(2 * halfwidth("excess_ci95")) with vectors nohead linewidth medium linecolor rgb blue, \
       data using (pick("panel 1 surrogate 1", "lambda")):(column("excess")) with points pointtype 7 pointsize 1.2 * mark linewidth medium linecolor rgb blue, \
       data using (pick("panel 1 surrogate 1 each", "lambda")):(column("excess")) with points pointtype 7 pointsize 0.5 * mark linecolor rgb blue, \
       data using (pick("panel 1 surrogate 2", "lambda")):(column("excess") - halfwidth("excess_ci95")):(0):(2 * halfwidth("excess_ci95")) with vectors nohead linewidth medium linecolor rgb vermilion, \
       data using (pick("panel 1 surrogate 2", "lambda")):(column("excess")) with points pointtype 9 pointsize 1.2 * mark linewidth medium linecolor rgb vermilion, \
       data using (pick("panel 1 surrogate 2 each", "lambda")):(column("excess")) with points pointtype 9 pointsize 0.5 * mark linecolor rgb vermilion

  set lmargin at screen 0.1647
  set rmargin at screen 0.9765
  set bmargin at screen 0.4545
  set tmargin at screen 0.6970
  set label 1 'transform codec (factorised)' at graph 0.02, graph 0.94 left
  unset xlabel
  unset key
  plot 0 with lines linecolor rgb grey linewidth thin, \
       data using (pick("panel 2 surrogate 1", "lambda")):(column("excess") - halfwidth("excess_ci95")):(0):(2 * halfwidth("excess_ci95")) with vectors nohead linewidth medium linecolor rgb blue, \
       data using (pick("panel 2 surrogate 1", "lambda")):(column("excess")) with points pointtype 7 pointsize 1.2 * mark linewidth medium linecolor rgb blue, \
       data using (pick("panel 2 surrogate 1 each", "lambda")):(column("excess")) with points pointtype 7 pointsize 0.5 * mark linecolor rgb blue, \
       data using (pick("panel 2 surrogate 2", "lambda")):(column("excess") - halfwidth("excess_ci95")):(0):(2 * halfwidth("excess_ci95")) with vectors nohead linewidth medium linecolor rgb vermilion, \
       data using (pick("panel 2 surrogate 2", "lambda")):(column("excess")) with points pointtype 9 pointsize 1.2 * mark linewidth medium linecolor rgb vermilion, \
       data using (pick("panel 2 surrogate 2 each", "lambda")):(column("excess")) with points pointtype 9 pointsize 0.5 * mark linecolor rgb vermilion

  set lmargin at screen 0.1647
  set rmargin at screen 0.9765
  set bmargin at screen 0.1636
  set tmargin at screen 0.4061
  set label 1 'transform codec (context, rounding)' at graph 0.02, graph 0.94 left
  set xlabel "weight of the error {/Symbol l}" offset 0, raise
  set key at screen 0.5529, screen 0.0061 center bottom vertical maxrows 2 samplen 1.5 Left reverse
  plot 0 with lines linecolor rgb grey linewidth thin, \
       data using (pick("panel 3 surrogate 1", "lambda")):(column("excess") - halfwidth("excess_ci95")):(0):(2 * halfwidth("excess_ci95")) with vectors nohead linewidth medium linecolor rgb blue, \
       data using (pick("panel 3 surrogate 1", "lambda")):(column("excess")) with points pointtype 7 pointsize 1.2 * mark linewidth medium linecolor rgb blue title 'additive-noise', \
       data using (pick("panel 3 surrogate 1 each", "lambda")):(column("excess")) with points pointtype 7 pointsize 0.5 * mark linecolor rgb blue, \
       data using (pick("panel 3 surrogate 2", "lambda")):(column("excess") - halfwidth("excess_ci95")):(0):(2 * halfwidth("excess_ci95")) with vectors nohead linewidth medium linecolor rgb vermilion, \
       data using (pick("panel 3 surrogate 2", "lambda")):(column("excess")) with points pointtype 9 pointsize 1.2 * mark linewidth medium linecolor rgb vermilion title 'stochastic-rounding', \
       data using (pick("panel 3 surrogate 2 each", "lambda")):(column("excess")) with points pointtype 9 pointsize 0.5 * mark linecolor rgb vermilion
  unset multiplot
}
unset output
