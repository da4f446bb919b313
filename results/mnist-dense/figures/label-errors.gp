# Draws label-errors.svg, label-errors.pdf and label-errors.png from label-errors.csv in this folder: gnuplot label-errors.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "label-errors.csv"
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
    set terminal svg enhanced size 482,680 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,12.0cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1417 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("label-errors.%s", format)
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
  set xrange [-0.6:9.6]
  set xtics ("0" 0, "1" 1, "2" 2, "3" 3, "4" 4, "5" 5, "6" 6, "7" 7, "8" 8, "9" 9) scale 0
  set logscale y
  set style fill solid 1 noborder
  set format y "%g"
  unset key

  set lmargin at screen 0.2118
  set rmargin at screen 0.9882
  set bmargin at screen 0.6167
  set tmargin at screen 0.9833
  set ylabel "mean-square error" offset nudge, 0
  set yrange [0.000466721246223655:0.030043299475338743]
  set ytics (1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2)
  plot data using (pick("raw 1", "position")):(column("q05")):(0):(column("q25") - column("q05")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("raw 1", "position")):(column("q75")):(0):(column("q95") - column("q75")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("raw 1", "position")):(column("q50")):(column("position") - 0.15):(column("position") + 0.15):(column("q25")):(column("q75")) with boxxyerror linecolor rgb skyBlue, \
       data using (pick("raw 1", "position") - 0.15):(column("q50")):(0.3):(0) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("raw 1", "position")):(column("mean") - halfwidth("mean_ci95")):(0):(2 * halfwidth("mean_ci95")) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("raw 1", "position")):(column("mean")) with points pointtype 2 pointsize 1.2 * mark linewidth medium linecolor rgb black, \
       data using (pick("raw 2", "position")):(column("q05")):(0):(column("q25") - column("q05")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("raw 2", "position")):(column("q75")):(0):(column("q95") - column("q75")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("raw 2", "position")):(column("q50")):(column("position") - 0.15):(column("position") + 0.15):(column("q25")):(column("q75")) with boxxyerror linecolor rgb orange, \
       data using (pick("raw 2", "position") - 0.15):(column("q50")):(0.3):(0) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("raw 2", "position")):(column("mean") - halfwidth("mean_ci95")):(0):(2 * halfwidth("mean_ci95")) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("raw 2", "position")):(column("mean")) with points pointtype 2 pointsize 1.2 * mark linewidth medium linecolor rgb black

  set lmargin at screen 0.2118
  set rmargin at screen 0.9882
  set bmargin at screen 0.1833
  set tmargin at screen 0.5500
  set ylabel "squared error over ink" offset nudge, 0
  set yrange [0.009283444882719144:0.14014909053337676]
  set ytics (1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 1e-1, 2e-1, 5e-1)
  set xlabel "label" offset 0, raise
  set key at screen 0.5529, screen 0.0083 center bottom horizontal samplen 1.5 Left reverse
  plot data using (pick("ink 1", "position")):(column("q50")):(column("position") - 0.15):(column("position") + 0.15):(column("q25")):(column("q75")) with boxxyerror linecolor rgb skyBlue title 'dense, ReLU latents', \
       data using (pick("ink 1", "position") - 0.15):(column("q50")):(0.3):(0) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("ink 1", "position")):(column("mean") - halfwidth("mean_ci95")):(0):(2 * halfwidth("mean_ci95")) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("ink 1", "position")):(column("mean")) with points pointtype 2 pointsize 1.2 * mark linewidth medium linecolor rgb black, \
       data using (pick("ink 2", "position")):(column("q50")):(column("position") - 0.15):(column("position") + 0.15):(column("q25")):(column("q75")) with boxxyerror linecolor rgb orange title 'dense, linear latents', \
       data using (pick("ink 2", "position") - 0.15):(column("q50")):(0.3):(0) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("ink 2", "position")):(column("mean") - halfwidth("mean_ci95")):(0):(2 * halfwidth("mean_ci95")) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("ink 2", "position")):(column("mean")) with points pointtype 2 pointsize 1.2 * mark linewidth medium linecolor rgb black
  unset multiplot
}
unset output
