# Draws adjustments.svg, adjustments.pdf and adjustments.png from adjustments.csv in this folder: gnuplot adjustments.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "adjustments.csv"
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
    set terminal svg enhanced size 482,403 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,7.1cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,839 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("adjustments.%s", format)
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
  set rmargin at screen 0.9765
  set bmargin at screen 0.2113
  set tmargin at screen 0.9718
  set xlabel "held-out MSE" offset 0, raise
  set yrange [11.5:-0.5]
  set ytics ('baseline' 0, 'dropout 0.1' 1, 'relu' 2, 'leaky-relu' 3, 'elu' 4, 'sigmoid' 5, 'linear' 6, 'wider' 7, 'deeper' 8, 'variational, weight 1' 9, 'variational, weight 0.1' 10, 'variational, weight 0.01' 11) scale 0
  set offsets graph 0.03, graph 0.03, 0, 0
  set format x "%.1f"
  set xtics 0.2
  set key at screen 0.5529, screen 0.0141 center bottom vertical maxrows 1 samplen 1.5
  set arrow 1 from 0.9, graph 0 to 0.9, graph 1 nohead back linecolor rgb grey linewidth medium dashtype (8,6)
  set arrow 2 from 0.7, graph 0 to 0.7, graph 1 nohead back linecolor rgb grey linewidth medium dashtype (8,6)
  set arrow 3 from 0.5, graph 0 to 0.5, graph 1 nohead back linecolor rgb grey linewidth medium dashtype (8,6)
  plot data using (pick("d=10", "mse") - halfwidth("mse_ci95")):(column("position")):(2 * halfwidth("mse_ci95")):(0) with vectors nohead linewidth medium linecolor rgb blue, \
       data using (pick("d=10", "mse")):(column("position")) with points pointtype 6 pointsize 1.3 * mark linewidth medium linecolor rgb blue title "{/:Italic d} = 10", \
       data using (pick("d=30", "mse") - halfwidth("mse_ci95")):(column("position")):(2 * halfwidth("mse_ci95")):(0) with vectors nohead linewidth medium linecolor rgb vermilion, \
       data using (pick("d=30", "mse")):(column("position")) with points pointtype 4 pointsize 1.3 * mark linewidth medium linecolor rgb vermilion title "{/:Italic d} = 30", \
       data using (pick("d=50", "mse") - halfwidth("mse_ci95")):(column("position")):(2 * halfwidth("mse_ci95")):(0) with vectors nohead linewidth medium linecolor rgb green, \
       data using (pick("d=50", "mse")):(column("position")) with points pointtype 8 pointsize 1.3 * mark linewidth medium linecolor rgb green title "{/:Italic d} = 50", \
       keyentry with lines linecolor rgb grey linewidth medium dashtype (8,6) title "1 − {/:Italic d}/{/:Italic n}"
}
unset output
