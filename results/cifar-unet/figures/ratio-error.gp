# Draws ratio-error.svg, ratio-error.pdf and ratio-error.png from ratio-error.csv in this folder: gnuplot ratio-error.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "ratio-error.csv"
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
    set terminal svg enhanced size 482,476 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,8.4cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,992 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("ratio-error.%s", format)
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
  set lmargin at screen 0.2353
  set rmargin at screen 0.9765
  set bmargin at screen 0.4833
  set tmargin at screen 0.9762
  set logscale xy
  set xrange [1.7:2048.0]
  set yrange [7.136273311258438e-05:0.0354042845675051]
  set xtics ("50 %%" 2, "75 %%" 4, "90 %%" 10, "95 %%" 20, "98 %%" 50, "99 %%" 100, "99.9 %%" 1000) scale 0.5
  set mxtics 1
  set format y "%g"
  set xlabel "numbers left out" offset 0, raise
  set ylabel "mean-square error" offset nudge, 0
  set key at screen 0.5529, screen 0.0119 center bottom vertical maxrows 6 samplen 2 Left reverse
  plot data using (pick("tail sum", "ratio")):(column("mse")) with lines linecolor rgb grey linewidth medium dashtype (8,6) title "tail sum of eigenvalues", \
       data using (pick("PCA", "ratio")):(column("mse")) with points pointtype 4 pointsize 1.5 * mark linewidth medium linecolor rgb orange title "PCA, measured", \
       data using (pick("model 1", "ratio")):(column("mse") - halfwidth("mse_ci95")):(0):(2 * halfwidth("mse_ci95")) with vectors nohead linewidth medium linecolor rgb blue, \
       data using (pick("model 1", "ratio")):(column("mse")) with points pointtype 7 pointsize 1.3 * mark linewidth medium linecolor rgb blue title 'U-Net, dropout 0.1', \
       data using (pick("model 2", "ratio")):(column("mse") - halfwidth("mse_ci95")):(0):(2 * halfwidth("mse_ci95")) with vectors nohead linewidth medium linecolor rgb vermilion, \
       data using (pick("model 2", "ratio")):(column("mse")) with points pointtype 9 pointsize 1.3 * mark linewidth medium linecolor rgb vermilion title 'U-Net', \
       data using (pick("model 3", "ratio")):(column("mse") - halfwidth("mse_ci95")):(0):(2 * halfwidth("mse_ci95")) with vectors nohead linewidth medium linecolor rgb green, \
       data using (pick("model 3", "ratio")):(column("mse")) with points pointtype 5 pointsize 1.3 * mark linewidth medium linecolor rgb green title 'no skips, dropout 0.1', \
       data using (pick("model 4", "ratio")):(column("mse") - halfwidth("mse_ci95")):(0):(2 * halfwidth("mse_ci95")) with vectors nohead linewidth medium linecolor rgb purple, \
       data using (pick("model 4", "ratio")):(column("mse")) with points pointtype 13 pointsize 1.3 * mark linewidth medium linecolor rgb purple title 'no skips'
}
unset output
