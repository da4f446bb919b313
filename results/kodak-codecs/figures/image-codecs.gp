# Draws image-codecs.svg, image-codecs.pdf and image-codecs.png from image-codecs.csv in this folder: gnuplot image-codecs.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "image-codecs.csv"
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
    set terminal svg enhanced size 482,771 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,13.6cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1606 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("image-codecs.%s", format)
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
  set lmargin at screen 0.1412
  set rmargin at screen 0.9765
  set bmargin at screen 0.4853
  set tmargin at screen 0.9853
  set key at screen 0.5059, screen 0.0074 center bottom vertical maxrows 15 samplen 3 width -1 Left reverse
  set logscale x 2
  set xrange [0.09:8.0]
  set xtics ("⅛" 0.125, "¼" 0.25, "½" 0.5, "1" 1, "2" 2, "4" 4, "8" 8)
  set yrange [22:50]
  set ytics 4
  set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
  set xlabel "bits a pixel, whole files with their headers" offset 0, raise
  set ylabel "mean PSNR of the 24 pictures (dB)" offset nudge, 0
  plot data using (pick('jpeg', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype solid linecolor rgb blue title 'jpeg', \
       data using (pick('jpeg:chroma=444', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype (8,5) linecolor rgb blue title 'jpeg:chroma=444', \
       data using (pick('jpeg:huffman=optimised', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype (2,3) linecolor rgb blue title 'jpeg:huffman=optimised', \
       data using (pick('jpeg2000', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype solid linecolor rgb green title 'jpeg2000', \
       data using (pick('jpeg2000:wavelet=53', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype (8,5) linecolor rgb green title 'jpeg2000:wavelet=53', \
       data using (pick('webp', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype solid linecolor rgb skyBlue title 'webp', \
       data using (pick('avif', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype solid linecolor rgb orange title 'avif', \
       data using (pick('avif:chroma=444', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype (8,5) linecolor rgb orange title 'avif:chroma=444', \
       data using (pick('jpeg-xl', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype solid linecolor rgb purple title 'jpeg-xl', \
       data using (pick('jpeg-ls-near', "rate_bits")):(column("psnr_decibels")) with lines linewidth medium dashtype (2,3) linecolor rgb black title 'jpeg-ls-near', \
       data using (pick('jpeg-420 (published)', "rate_bits")):(column("psnr_decibels")) with points pointtype 8 pointsize 1.6 * mark linewidth medium linecolor rgb blue title 'jpeg-420 (published)', \
       data using (pick('jpeg2000-openjpeg (published)', "rate_bits")):(column("psnr_decibels")) with points pointtype 10 pointsize 1.6 * mark linewidth medium linecolor rgb green title 'jpeg2000-openjpeg (published)', \
       data using (pick('webp (published)', "rate_bits")):(column("psnr_decibels")) with points pointtype 1 pointsize 1.6 * mark linewidth medium linecolor rgb skyBlue title 'webp (published)', \
       data using (pick('balle-2017 (published)', "rate_bits")):(column("psnr_decibels")) with points pointtype 6 pointsize 1.6 * mark linewidth medium linecolor rgb black title 'balle-2017 (published)', \
       data using (pick('factorized-2018 (published)', "rate_bits")):(column("psnr_decibels")) with points pointtype 4 pointsize 1.6 * mark linewidth medium linecolor rgb black title 'factorized-2018 (published)'
}
unset output
