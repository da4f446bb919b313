# Draws rate-distortion.svg, rate-distortion.pdf and rate-distortion.png from rate-distortion.csv in this folder: gnuplot rate-distortion.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "rate-distortion.csv"
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
    set terminal svg enhanced size 482,692 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,12.2cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1441 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("rate-distortion.%s", format)
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
  set xlabel "rate {/:Italic R} (bits per sample)" offset 0, raise

  set lmargin at screen 0.1647
  set rmargin at screen 0.8824
  set bmargin at screen 0.5410
  set tmargin at screen 0.8852
  set ylabel "mean-square error {/:Italic D}" offset nudge, 0
  set xrange [0:3.3]
  set yrange [0:1.02]
  set format "%.1f"
  set xtics 0.5
  set ytics 0.2
  set key at screen 0.5412, screen 0.9918 center top vertical maxrows 3 Left reverse
  set label 20 "(a)" at graph 0.02, graph 0.05
  set label 1 "{/:Italic b} = 3" at first 3.0, first 0.034547760788503634 offset 0.4, 0.5 left textcolor rgb "#5A5A5A" font small
  set label 2 "{/:Italic b} = 4" at graph 1.01, first 0.18283833160675833 left textcolor rgb "#5A5A5A" font small
  set label 3 "{/:Italic b} = 5" at graph 1.01, first 0.34165308111474546 left textcolor rgb "#5A5A5A" font small
  set label 4 "{/:Italic b} = 6" at graph 1.01, first 0.45035433181592455 left textcolor rgb "#5A5A5A" font small
  plot data using (pick("copying b=3", "rate_bits_per_sample")):(column("mse")) with lines linecolor rgb grey linewidth thin, \
       data using (pick("copying b=4", "rate_bits_per_sample")):(column("mse")) with lines linecolor rgb grey linewidth thin, \
       data using (pick("copying b=5", "rate_bits_per_sample")):(column("mse")) with lines linecolor rgb grey linewidth thin, \
       data using (pick("copying b=6", "rate_bits_per_sample")):(column("mse")) with lines linecolor rgb grey linewidth thin, \
       data using (pick("bound", "rate_bits_per_sample")):(column("mse")) with lines linecolor rgb black linewidth thick title "bound {/:Italic D}({/:Italic R})", \
       data using (pick("measured naive", "rate_bits_per_sample")):(column("mse") - halfwidth("mse_ci95")):(0):(2 * halfwidth("mse_ci95")) with vectors nohead linewidth medium linecolor rgb black, \
       data using (pick("measured naive", "rate_bits_per_sample")):(column("mse")) with points pointtype 1 pointsize 2.6 * mark linewidth medium linecolor rgb black title "copying {/:Italic d} of {/:Italic n}", \
       data using (pick("measured pca", "rate_bits_per_sample")):(column("mse") - halfwidth("mse_ci95")):(0):(2 * halfwidth("mse_ci95")) with vectors nohead linewidth medium linecolor rgb orange, \
       data using (pick("measured pca", "rate_bits_per_sample")):(column("mse")) with points pointtype 4 pointsize 1.5 * mark linewidth medium linecolor rgb orange title "PCA", \
       data using (pick("measured autoencoder", "rate_bits_per_sample")):(column("mse") - halfwidth("mse_ci95")):(0):(2 * halfwidth("mse_ci95")) with vectors nohead linewidth medium linecolor rgb blue, \
       data using (pick("measured autoencoder", "rate_bits_per_sample")):(column("mse")) with points pointtype 7 pointsize 0.7 * mark linewidth medium linecolor rgb blue title "autoencoder", \
       data using (pick("learned with quantiser", "rate_bits_per_sample")):(column("mse")) with points pointtype 12 pointsize 1.3 * mark linewidth medium linecolor rgb skyBlue title "learned with quantiser"

  unset label
  set lmargin at screen 0.1647
  set rmargin at screen 0.8824
  set bmargin at screen 0.0820
  set tmargin at screen 0.4344
  set label 20 "(b)" at graph 0.98, graph 0.95 right
  set ylabel "mean-square error {/:Italic D} (dB)" offset nudge, 0
  set xrange [0:*]
  set yrange [*:0.5]
  set format "%.0f"
  set xtics 1
  set ytics 6
  set key inside bottom left vertical maxrows auto Left reverse
  plot data using (pick("bound", "rate_bits_per_sample")):(column("mse_decibels")) with lines linecolor rgb black linewidth thick title "bound {/:Italic D}({/:Italic R})", \
       data using (pick("measured autoencoder", "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 7 pointsize 0.6 * mark linecolor rgb blue title "autoencoder, quantised", \
       data using (pick("learned with quantiser", "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 12 pointsize 1.3 * mark linewidth medium linecolor rgb skyBlue title "learned with quantiser", \
       data using (pick('lloyd-max', "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 13 pointsize 1.4 * mark linecolor rgb vermilion title 'Lloyd–Max', \
       data using (pick('uniform-endpoints', "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 8 pointsize 1.3 * mark linecolor rgb green title 'uniform, end points', \
       data using (pick('uniform-midpoints', "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 10 pointsize 1.3 * mark linecolor rgb purple title 'uniform, midpoints'
  unset multiplot
}
unset output
