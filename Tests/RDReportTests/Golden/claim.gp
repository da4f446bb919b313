# Draws claim.svg, claim.pdf and claim.png from claim.csv in this folder: gnuplot claim.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "claim.csv"
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
    set terminal svg enhanced size 482,397 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.7
    nudge = 1
    small = ",14"
    pitch = 0.75
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,7.0cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
    pitch = 1.1
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,827 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
    pitch = 1.1
  }
  set output sprintf("claim.%s", format)
  reset
  set minussign
  set datafile separator comma
  set datafile columnheaders
  set datafile missing NaN
  set border 3 linewidth 0.7
  set tics nomirror out scale 0.5 font small
  set key samplen 2 spacing pitch font small noautotitle
  thin = 0.7
  medium = 1.2
  thick = 1.8
  set lmargin at screen 0.2235
  set rmargin at screen 0.9882
  set bmargin at screen 0.2571
  set tmargin at screen 0.9714
  set xlabel 'latent dimension {/:Italic d}' offset 0, raise
  set xrange [-0.5:1.5]
  set xtics ('3' 0, '7' 1) scale 0
  set ylabel 'MSE in excess of subsampling' offset nudge, 0
  set yrange [*:*]
  set format y "%.3f"
  set offsets 0, 0, graph 0.04, graph 0.04
  set key at screen 0.5529, screen 0.0143 center bottom vertical maxrows 2 samplen 1 Left reverse
  unset label
  unset arrow
  plot 0.0 with lines linecolor rgb black linewidth thin, \
       data using (pick('pca held-out', "position")):((column("difference")) - halfwidth("difference_ci95")):(0):(2 * halfwidth("difference_ci95")) with vectors nohead linecolor rgb orange linewidth medium, \
       data using (pick('pca held-out', "position")):(column("difference")) with points pointtype 5 pointsize 1.2 * mark linecolor rgb orange linewidth medium title 'PCA, held-out', \
       data using (pick('pca training', "position")):(column("difference")) with points pointtype 4 pointsize 1.2 * mark linecolor rgb orange linewidth medium title 'PCA, training', \
       data using (pick('autoencoder held-out', "position")):((column("difference")) - halfwidth("difference_ci95")):(0):(2 * halfwidth("difference_ci95")) with vectors nohead linecolor rgb blue linewidth medium, \
       data using (pick('autoencoder held-out', "position")):(column("difference")) with points pointtype 7 pointsize 1.1 * mark linecolor rgb blue linewidth medium title 'autoencoder, held-out', \
       data using (pick('autoencoder training', "position")):(column("difference")) with points pointtype 6 pointsize 1.1 * mark linecolor rgb blue linewidth medium title 'autoencoder, training'
}
unset output
