# Draws quantiser-claim.svg, quantiser-claim.pdf and quantiser-claim.png from quantiser-claim.csv in this folder: gnuplot quantiser-claim.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "quantiser-claim.csv"
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
    set terminal svg enhanced size 482,901 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,15.9cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1878 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("quantiser-claim.%s", format)
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
  set xrange [2.5:6.5]
  set yrange [*:*]
  set offsets 0, 0, graph 0.06, graph 0.06
  set ylabel "MSE, Lloyd–Max\nto best uniform (%)" offset nudge, 0 font small
  set lmargin at screen 0.2000
  set rmargin at screen 0.9765
  set bmargin at screen 0.7358
  set tmargin at screen 0.9623
  set label 1 '(a) latents as they are, quantisers for N(0, 1)' at graph 0, graph 1 offset 0, 0.6 left font small
  set xtics ("" 3, "" 4, "" 5, "" 6) scale 0

  unset key
  plot 0 with lines linecolor rgb black linewidth thin, \
       data using (pick("raw 1", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("raw 1", "position")):(column("excess_percent")) with points pointtype 7 pointsize mark linewidth thin linecolor rgb black title 'PCA', \
       data using (pick("raw 2", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb blue, \
       data using (pick("raw 2", "position")):(column("excess_percent")) with points pointtype 5 pointsize mark linewidth thin linecolor rgb blue title 'paper, MSE', \
       data using (pick("raw 3", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb vermilion, \
       data using (pick("raw 3", "position")):(column("excess_percent")) with points pointtype 9 pointsize mark linewidth thin linecolor rgb vermilion title 'paper, SSIM', \
       data using (pick("raw 4", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb green, \
       data using (pick("raw 4", "position")):(column("excess_percent")) with points pointtype 13 pointsize mark linewidth thin linecolor rgb green title 'dense, beta 1', \
       data using (pick("raw 5", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb orange, \
       data using (pick("raw 5", "position")):(column("excess_percent")) with points pointtype 11 pointsize mark linewidth thin linecolor rgb orange title 'dense, beta 0.01', \
       data using (pick("raw 6", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb purple, \
       data using (pick("raw 6", "position")):(column("excess_percent")) with points pointtype 6 pointsize mark linewidth thin linecolor rgb purple title 'dense, deterministic', \
       data using (pick("raw 7", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb skyBlue, \
       data using (pick("raw 7", "position")):(column("excess_percent")) with points pointtype 4 pointsize mark linewidth thin linecolor rgb skyBlue title 'conv, beta 0.1', \
       data using (pick("raw 8", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb grey, \
       data using (pick("raw 8", "position")):(column("excess_percent")) with points pointtype 8 pointsize mark linewidth thin linecolor rgb grey title 'conv, beta 0.01', \
       data using (pick("raw 9", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("raw 9", "position")):(column("excess_percent")) with points pointtype 12 pointsize mark linewidth thin linecolor rgb black title 'conv, beta 0.001', \
       data using (pick("raw 10", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb blue, \
       data using (pick("raw 10", "position")):(column("excess_percent")) with points pointtype 10 pointsize mark linewidth thin linecolor rgb blue title 'conv, deterministic', \
       data using (pick("raw 11", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb vermilion, \
       data using (pick("raw 11", "position")):(column("excess_percent")) with points pointtype 1 pointsize mark linewidth thin linecolor rgb vermilion title 'conv, SSIM'

  set lmargin at screen 0.2000
  set rmargin at screen 0.9765
  set bmargin at screen 0.4717
  set tmargin at screen 0.6981
  set label 1 '(b) latents standardised, quantisers for N(0, 1)' at graph 0, graph 1 offset 0, 0.6 left font small
  set xtics ("" 3, "" 4, "" 5, "" 6) scale 0

  unset key
  plot 0 with lines linecolor rgb black linewidth thin, \
       data using (pick("standardised 1", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("standardised 1", "position")):(column("excess_percent")) with points pointtype 7 pointsize mark linewidth thin linecolor rgb black title 'PCA', \
       data using (pick("standardised 2", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb blue, \
       data using (pick("standardised 2", "position")):(column("excess_percent")) with points pointtype 5 pointsize mark linewidth thin linecolor rgb blue title 'paper, MSE', \
       data using (pick("standardised 3", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb vermilion, \
       data using (pick("standardised 3", "position")):(column("excess_percent")) with points pointtype 9 pointsize mark linewidth thin linecolor rgb vermilion title 'paper, SSIM', \
       data using (pick("standardised 4", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb green, \
       data using (pick("standardised 4", "position")):(column("excess_percent")) with points pointtype 13 pointsize mark linewidth thin linecolor rgb green title 'dense, beta 1', \
       data using (pick("standardised 5", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb orange, \
       data using (pick("standardised 5", "position")):(column("excess_percent")) with points pointtype 11 pointsize mark linewidth thin linecolor rgb orange title 'dense, beta 0.01', \
       data using (pick("standardised 6", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb purple, \
       data using (pick("standardised 6", "position")):(column("excess_percent")) with points pointtype 6 pointsize mark linewidth thin linecolor rgb purple title 'dense, deterministic', \
       data using (pick("standardised 7", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb skyBlue, \
       data using (pick("standardised 7", "position")):(column("excess_percent")) with points pointtype 4 pointsize mark linewidth thin linecolor rgb skyBlue title 'conv, beta 0.1', \
       data using (pick("standardised 8", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb grey, \
       data using (pick("standardised 8", "position")):(column("excess_percent")) with points pointtype 8 pointsize mark linewidth thin linecolor rgb grey title 'conv, beta 0.01', \
       data using (pick("standardised 9", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("standardised 9", "position")):(column("excess_percent")) with points pointtype 12 pointsize mark linewidth thin linecolor rgb black title 'conv, beta 0.001', \
       data using (pick("standardised 10", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb blue, \
       data using (pick("standardised 10", "position")):(column("excess_percent")) with points pointtype 10 pointsize mark linewidth thin linecolor rgb blue title 'conv, deterministic', \
       data using (pick("standardised 11", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb vermilion, \
       data using (pick("standardised 11", "position")):(column("excess_percent")) with points pointtype 1 pointsize mark linewidth thin linecolor rgb vermilion title 'conv, SSIM'

  set lmargin at screen 0.2000
  set rmargin at screen 0.9765
  set bmargin at screen 0.2075
  set tmargin at screen 0.4340
  set label 1 '(c) quantisers designed for each latent' at graph 0, graph 1 offset 0, 0.6 left font small
  set xtics ("3" 3, "4" 4, "5" 5, "6" 6) scale 0
  set xlabel "bits {/:Italic b} for each latent" offset 0, raise
  set key at screen 0.5529, screen 0.0063 center bottom vertical maxrows 6 samplen 1 Left reverse
  plot 0 with lines linecolor rgb black linewidth thin, \
       data using (pick("designed 1", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("designed 1", "position")):(column("excess_percent")) with points pointtype 7 pointsize mark linewidth thin linecolor rgb black title 'PCA', \
       data using (pick("designed 2", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb blue, \
       data using (pick("designed 2", "position")):(column("excess_percent")) with points pointtype 5 pointsize mark linewidth thin linecolor rgb blue title 'paper, MSE', \
       data using (pick("designed 3", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb vermilion, \
       data using (pick("designed 3", "position")):(column("excess_percent")) with points pointtype 9 pointsize mark linewidth thin linecolor rgb vermilion title 'paper, SSIM', \
       data using (pick("designed 4", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb green, \
       data using (pick("designed 4", "position")):(column("excess_percent")) with points pointtype 13 pointsize mark linewidth thin linecolor rgb green title 'dense, beta 1', \
       data using (pick("designed 5", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb orange, \
       data using (pick("designed 5", "position")):(column("excess_percent")) with points pointtype 11 pointsize mark linewidth thin linecolor rgb orange title 'dense, beta 0.01', \
       data using (pick("designed 6", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb purple, \
       data using (pick("designed 6", "position")):(column("excess_percent")) with points pointtype 6 pointsize mark linewidth thin linecolor rgb purple title 'dense, deterministic', \
       data using (pick("designed 7", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb skyBlue, \
       data using (pick("designed 7", "position")):(column("excess_percent")) with points pointtype 4 pointsize mark linewidth thin linecolor rgb skyBlue title 'conv, beta 0.1', \
       data using (pick("designed 8", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb grey, \
       data using (pick("designed 8", "position")):(column("excess_percent")) with points pointtype 8 pointsize mark linewidth thin linecolor rgb grey title 'conv, beta 0.01', \
       data using (pick("designed 9", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb black, \
       data using (pick("designed 9", "position")):(column("excess_percent")) with points pointtype 12 pointsize mark linewidth thin linecolor rgb black title 'conv, beta 0.001', \
       data using (pick("designed 10", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb blue, \
       data using (pick("designed 10", "position")):(column("excess_percent")) with points pointtype 10 pointsize mark linewidth thin linecolor rgb blue title 'conv, deterministic', \
       data using (pick("designed 11", "position")):(column("excess_percent") - halfwidth("excess_percent_ci95")):(0):(2 * halfwidth("excess_percent_ci95")) with vectors nohead linewidth thin linecolor rgb vermilion, \
       data using (pick("designed 11", "position")):(column("excess_percent")) with points pointtype 1 pointsize mark linewidth thin linecolor rgb vermilion title 'conv, SSIM'
  unset multiplot
}
unset output
