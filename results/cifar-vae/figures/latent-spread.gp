# Draws latent-spread.svg, latent-spread.pdf and latent-spread.png from latent-spread.csv in this folder: gnuplot latent-spread.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "latent-spread.csv"
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
    set terminal svg enhanced size 482,454 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,8.0cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,945 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("latent-spread.%s", format)
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
  set lmargin at screen 0.1765
  set rmargin at screen 0.9882
  set bmargin at screen 0.3625
  set tmargin at screen 0.9750
  set xlabel "share of the latents" offset 0, raise
  set ylabel "standard deviation of a latent" offset nudge, 0
  set logscale y
  set xrange [0:1]
  set yrange [*:*]
  set format y "%g"
  set key at screen 0.5529, screen 0.0125 center bottom vertical maxrows 4 samplen 2
  plot 1 with lines linecolor rgb black linewidth thin, \
       data using (pick("model 1", "share")):(column("deviation")) with lines linecolor rgb blue linewidth medium title 'paper, MSE', \
       data using (pick("model 2", "share")):(column("deviation")) with lines linecolor rgb vermilion linewidth medium title 'paper, SSIM', \
       data using (pick("model 3", "share")):(column("deviation")) with lines linecolor rgb green linewidth medium title 'dense, beta 1', \
       data using (pick("model 4", "share")):(column("deviation")) with lines linecolor rgb orange linewidth medium title 'dense, beta 0.01', \
       data using (pick("model 5", "share")):(column("deviation")) with lines linecolor rgb purple linewidth medium title 'conv, beta 0.1', \
       data using (pick("model 6", "share")):(column("deviation")) with lines linecolor rgb skyBlue linewidth medium title 'conv, beta 0.01', \
       data using (pick("model 7", "share")):(column("deviation")) with lines linecolor rgb black linewidth medium title 'conv, beta 0.001', \
       data using (pick("model 8", "share")):(column("deviation")) with lines linecolor rgb grey linewidth medium title 'conv, SSIM'
}
unset output
