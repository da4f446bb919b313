# Draws small-image-rates.svg, small-image-rates.pdf and small-image-rates.png from small-image-rates.csv in this folder: gnuplot small-image-rates.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "small-image-rates.csv"
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
    set terminal svg enhanced size 482,850 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,15.0cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1772 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("small-image-rates.%s", format)
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
  set xrange [2.6912000000000003:5018.9003999999995]
  set yrange [10.0:40.0]
  set ytics 4
  set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
  set ylabel "PSNR of the pooled error (dB)" offset nudge, 0
  unset key

  set lmargin at screen 0.1647
  set rmargin at screen 0.9294
  set bmargin at screen 0.6667
  set tmargin at screen 0.9867
  set label 1 "(a) whole files, with all headers" at graph 0.03, graph 0.94 left font small
  unset arrow
  set arrow 1 from 2216.0472, graph 0 to 2216.0472, graph 1 nohead back linecolor rgb grey linewidth medium dashtype (2,3)
  set label 2 'png: 2216' at graph 0.03, graph 0.8699999999999999 left font small textcolor rgb grey
  set arrow 2 from 1633.6832, graph 0 to 1633.6832, graph 1 nohead back linecolor rgb grey linewidth medium dashtype (2,3)
  set label 3 'webp-lossless: 1634' at graph 0.03, graph 0.7999999999999999 left font small textcolor rgb grey
  set arrow 3 from 1643.1552, graph 0 to 1643.1552, graph 1 nohead back linecolor rgb grey linewidth medium dashtype (2,3)
  set label 4 'jpeg-xl-lossless: 1643' at graph 0.03, graph 0.73 left font small textcolor rgb grey
  set format x ""
  plot data using (pick('whole klt', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 4 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb black, \
       data using (pick('whole autoencoder: 392 latents (50 %)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 7 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb vermilion, \
       data using (pick('whole autoencoder: 78 latents (90 %)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 5 pointsize 1.2 * mark linewidth medium dashtype (8,5) linecolor rgb vermilion, \
       data using (pick('whole autoencoder: 39 latents (95 %)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 9 pointsize 1.2 * mark linewidth medium dashtype (2,3) linecolor rgb vermilion, \
       data using (pick('whole autoencoder: 8 latents (99 %)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 13 pointsize 1.2 * mark linewidth medium dashtype (12,3,2,3) linecolor rgb vermilion, \
       data using (pick('whole jpeg2000', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 10 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb green, \
       data using (pick('whole webp', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 1 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb skyBlue, \
       data using (pick('whole jpeg-xl', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 3 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb purple

  set lmargin at screen 0.1647
  set rmargin at screen 0.9294
  set bmargin at screen 0.2933
  set tmargin at screen 0.6400
  set label 1 "(b) without others' headers" at graph 0.03, graph 0.94 left font small
  unset arrow
  set arrow 1 from 1680.0472, graph 0 to 1680.0472, graph 1 nohead back linecolor rgb grey linewidth medium dashtype (2,3)
  set label 2 'png: 1680' at graph 0.03, graph 0.8699999999999999 left font small textcolor rgb grey
  set arrow 2 from 1393.6832, graph 0 to 1393.6832, graph 1 nohead back linecolor rgb grey linewidth medium dashtype (2,3)
  set label 3 'webp-lossless: 1394' at graph 0.03, graph 0.7999999999999999 left font small textcolor rgb grey
  set arrow 3 from 1459.1552, graph 0 to 1459.1552, graph 1 nohead back linecolor rgb grey linewidth medium dashtype (2,3)
  set label 4 'jpeg-xl-lossless: 1459' at graph 0.03, graph 0.73 left font small textcolor rgb grey
  set format x "%g"
  set xlabel "bits an image" offset 0, raise
  set key at screen 0.5059, screen 0.0067 center bottom vertical maxrows 8 samplen 3 width -1 Left reverse
  plot data using (pick('bare klt', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 4 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb black title 'PCA', \
       data using (pick('bare autoencoder: 392 latents (50 %)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 7 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb vermilion title 'autoencoder: 392 latents (50 %)', \
       data using (pick('bare autoencoder: 78 latents (90 %)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 5 pointsize 1.2 * mark linewidth medium dashtype (8,5) linecolor rgb vermilion title 'autoencoder: 78 latents (90 %)', \
       data using (pick('bare autoencoder: 39 latents (95 %)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 9 pointsize 1.2 * mark linewidth medium dashtype (2,3) linecolor rgb vermilion title 'autoencoder: 39 latents (95 %)', \
       data using (pick('bare autoencoder: 8 latents (99 %)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 13 pointsize 1.2 * mark linewidth medium dashtype (12,3,2,3) linecolor rgb vermilion title 'autoencoder: 8 latents (99 %)', \
       data using (pick('bare jpeg2000', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 10 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb green title 'jpeg2000', \
       data using (pick('bare webp', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 1 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb skyBlue title 'webp', \
       data using (pick('bare jpeg-xl', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 3 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb purple title 'jpeg-xl'
  unset multiplot
}
unset output
