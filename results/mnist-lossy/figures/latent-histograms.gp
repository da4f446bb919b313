# Draws latent-histograms.svg, latent-histograms.pdf and latent-histograms.png from latent-histograms.csv in this folder: gnuplot latent-histograms.gp
# Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
set encoding utf8
data = "latent-histograms.csv"
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
    set terminal svg enhanced size 482,777 font "Helvetica,16" linewidth 1.6 background "white"
    mark = 0.45
    raise = 0.9
    nudge = 1
    small = ",14"
  }
  if (format eq "pdf") {
    set terminal pdfcairo enhanced size 8.5cm,13.7cm font "Helvetica,8" fontscale 0.75 linewidth 1
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  if (format eq "png") {
    set terminal pngcairo enhanced size 1004,1618 font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
    mark = 0.4
    raise = 0.4
    nudge = 0
    small = ",7"
  }
  set output sprintf("latent-histograms.%s", format)
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
  set border 1
  set yrange [0:1.05]
  unset ytics
  set format x "%g"
  unset key
  set lmargin at screen 0.2118
  set rmargin at screen 0.4294
  set bmargin at screen 0.8942
  set tmargin at screen 0.9745
  unset label
  set label 1 'plain' at screen 0.0118, graph 0.5 left font small
  set xrange [-2.786649227142334:2.4995851516723633]
  set xtics 2.0
  set label 2 "latent 3" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 1/1", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 1/1", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.4765
  set rmargin at screen 0.6941
  set bmargin at screen 0.8942
  set tmargin at screen 0.9745
  unset label

  set xrange [-2.082573413848877:3.303166627883911]
  set xtics 2.0
  set label 2 "latent 4" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 1/2", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 1/2", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.7412
  set rmargin at screen 0.9588
  set bmargin at screen 0.8942
  set tmargin at screen 0.9745
  unset label

  set xrange [-2.601487874984741:3.5872247219085693]
  set xtics 2.0
  set label 2 "latent 5" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 1/3", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 1/3", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.2118
  set rmargin at screen 0.4294
  set bmargin at screen 0.7336
  set tmargin at screen 0.8139
  unset label
  set label 1 'L1' at screen 0.0118, graph 0.5 left font small
  set xrange [-0.22805675864219666:0.2610297203063965]
  set xtics 0.2
  set label 2 "latent 2" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 2/1", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 2/1", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.4765
  set rmargin at screen 0.6941
  set bmargin at screen 0.7336
  set tmargin at screen 0.8139
  unset label

  set xrange [-0.22742313146591187:0.160731241106987]
  set xtics 0.2
  set label 2 "latent 5" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 2/2", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 2/2", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.7412
  set rmargin at screen 0.9588
  set bmargin at screen 0.7336
  set tmargin at screen 0.8139
  unset label

  set xrange [-0.22613483667373657:0.20487026870250702]
  set xtics 0.2
  set label 2 "latent 6" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 2/3", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 2/3", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.2118
  set rmargin at screen 0.4294
  set bmargin at screen 0.5730
  set tmargin at screen 0.6533
  unset label
  set label 1 'sigmoid latents' at screen 0.0118, graph 0.5 left font small
  set xrange [0.09394410252571106:0.8481329679489136]
  set xtics 0.4
  set label 2 "latent 1" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 3/1", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 3/1", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.4765
  set rmargin at screen 0.6941
  set bmargin at screen 0.5730
  set tmargin at screen 0.6533
  unset label

  set xrange [0.08393844962120056:0.884394645690918]
  set xtics 0.4
  set label 2 "latent 3" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 3/2", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 3/2", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.7412
  set rmargin at screen 0.9588
  set bmargin at screen 0.5730
  set tmargin at screen 0.6533
  unset label

  set xrange [0.08492723107337952:0.8532194495201111]
  set xtics 0.4
  set label 2 "latent 4" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 3/3", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 3/3", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.2118
  set rmargin at screen 0.4294
  set bmargin at screen 0.4124
  set tmargin at screen 0.4927
  unset label
  set label 1 'KL sparsity' at screen 0.0118, graph 0.5 left font small
  set xrange [0.014687001705169678:0.2326887845993042]
  set xtics 0.1
  set label 2 "latent 1" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 4/1", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 4/1", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.4765
  set rmargin at screen 0.6941
  set bmargin at screen 0.4124
  set tmargin at screen 0.4927
  unset label

  set xrange [0.010528922080993652:0.19375494122505188]
  set xtics 0.05
  set label 2 "latent 2" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 4/2", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 4/2", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.7412
  set rmargin at screen 0.9588
  set bmargin at screen 0.4124
  set tmargin at screen 0.4927
  unset label

  set xrange [0.011417865753173828:0.18701565265655518]
  set xtics 0.05
  set label 2 "latent 9" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 4/3", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 4/3", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.2118
  set rmargin at screen 0.4294
  set bmargin at screen 0.2518
  set tmargin at screen 0.3321
  unset label
  set label 1 'cross-entropy' at screen 0.0118, graph 0.5 left font small
  set xrange [-14.915712356567383:10.159067153930664]
  set xtics 10.0
  set label 2 "latent 1" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 5/1", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 5/1", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.4765
  set rmargin at screen 0.6941
  set bmargin at screen 0.2518
  set tmargin at screen 0.3321
  unset label

  set xrange [-14.446737289428711:15.930593490600586]
  set xtics 10.0
  set label 2 "latent 2" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 5/2", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 5/2", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.7412
  set rmargin at screen 0.9588
  set bmargin at screen 0.2518
  set tmargin at screen 0.3321
  unset label

  set xrange [-11.745403289794922:15.021103858947754]
  set xtics 10.0
  set label 2 "latent 7" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 5/3", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 5/3", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.2118
  set rmargin at screen 0.4294
  set bmargin at screen 0.0912
  set tmargin at screen 0.1715
  unset label
  set label 1 'two latents' at screen 0.0118, graph 0.5 left font small
  set xrange [-8.971842765808105:9.33211898803711]
  set xtics 5.0
  set label 2 "latent 1" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 6/1", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 6/1", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion

  set lmargin at screen 0.4765
  set rmargin at screen 0.6941
  set bmargin at screen 0.0912
  set tmargin at screen 0.1715
  unset label

  set xrange [-9.338509559631348:9.98820686340332]
  set xtics 5.0
  set label 2 "latent 2" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
  plot data using (pick("before 6/2", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \
       data using (pick("after 6/2", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion
  unset multiplot
}
unset output
