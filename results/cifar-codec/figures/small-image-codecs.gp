# Draws small-image-codecs.svg, small-image-codecs.pdf and small-image-codecs.png from small-image-codecs.csv in this folder: gnuplot small-image-codecs.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "small-image-codecs.csv"
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
    set terminal svg enhanced size 482,941 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,16.6cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1961 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("small-image-codecs.%s", format)
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
  set xrange [100.0:10000.0]
  set yrange [18.0:32.0]
  set ytics 2
  set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
  set ylabel "PSNR of the pooled error (dB)" offset nudge, 0
  unset key

  set lmargin at screen 0.1647
  set rmargin at screen 0.9294
  set bmargin at screen 0.6988
  set tmargin at screen 0.9880
  set label 1 "(a) whole files, with all headers" at graph 0.03, graph 0.94 left font small
  unset arrow
  set format x ""
  plot data using (pick('whole transform codec (context)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 7 pointsize 1.2 * mark linewidth thick dashtype solid linecolor rgb vermilion, \
       data using (pick('whole transform codec (factorised)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 6 pointsize 1.2 * mark linewidth thick dashtype (8,5) linecolor rgb vermilion, \
       data using (pick('whole transform codec (context; rounding)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 9 pointsize 1.2 * mark linewidth thick dashtype (2,3) linecolor rgb vermilion, \
       data using (pick('whole klt', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 4 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb black, \
       data using (pick('whole klt-rounding', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 4 pointsize 1.2 * mark linewidth medium dashtype (8,5) linecolor rgb black, \
       data using (pick('whole autoencoders; lower envelope', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 13 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb grey, \
       data using (pick('whole jpeg', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 8 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb blue, \
       data using (pick('whole jpeg2000', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 10 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb green, \
       data using (pick('whole webp', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 1 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb skyBlue, \
       data using (pick('whole avif', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 2 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb orange, \
       data using (pick('whole jpeg-xl', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 3 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb purple, \
       data using (pick('whole jpeg-ls-near', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 14 pointsize 1.2 * mark linewidth medium dashtype (2,3) linecolor rgb black

  set lmargin at screen 0.1647
  set rmargin at screen 0.9294
  set bmargin at screen 0.3614
  set tmargin at screen 0.6747
  set label 1 "(b) without others' headers" at graph 0.03, graph 0.94 left font small
  unset arrow
  set format x "%g"
  set xlabel "bits an image" offset 0, raise
  set key at screen 0.5059, screen 0.0060 center bottom vertical maxrows 12 samplen 3 width -1 Left reverse
  plot data using (pick('bare transform codec (context)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 7 pointsize 1.2 * mark linewidth thick dashtype solid linecolor rgb vermilion title 'transform codec (context)', \
       data using (pick('bare transform codec (factorised)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 6 pointsize 1.2 * mark linewidth thick dashtype (8,5) linecolor rgb vermilion title 'transform codec (factorised)', \
       data using (pick('bare transform codec (context; rounding)', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 9 pointsize 1.2 * mark linewidth thick dashtype (2,3) linecolor rgb vermilion title 'transform codec (context, rounding)', \
       data using (pick('bare klt', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 4 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb black title 'PCA', \
       data using (pick('bare klt-rounding', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 4 pointsize 1.2 * mark linewidth medium dashtype (8,5) linecolor rgb black title 'PCA, rounding', \
       data using (pick('bare autoencoders; lower envelope', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 13 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb grey title 'autoencoders, lower envelope', \
       data using (pick('bare jpeg', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 8 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb blue title 'jpeg (1000 images)', \
       data using (pick('bare jpeg2000', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 10 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb green title 'jpeg2000 (1000 images)', \
       data using (pick('bare webp', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 1 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb skyBlue title 'webp (200 images)', \
       data using (pick('bare avif', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 2 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb orange title 'avif (200 images)', \
       data using (pick('bare jpeg-xl', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 3 pointsize 1.2 * mark linewidth medium dashtype solid linecolor rgb purple title 'jpeg-xl (200 images)', \
       data using (pick('bare jpeg-ls-near', "rate_bits")):(column("psnr_decibels")) with linespoints pointtype 14 pointsize 1.2 * mark linewidth medium dashtype (2,3) linecolor rgb black title 'jpeg-ls-near (200 images)'
  unset multiplot
}
unset output
