/// Works that the catalog's entries cite.
package enum References {
  package static let all: [(key: String, text: String)] = [
    (
      "Achermann1993",
      "Achermann P, Dijk DJ, Brunner DP, Borbély AA (1993) A model of human sleep homeostasis based on EEG slow-wave activity. Brain Res Bull 31:97-113"
    ),
    (
      "Alvarez1994",
      "Alvarez P, Squire LR (1994) Memory consolidation and the medial temporal lobe: a simple network model. PNAS 91:7041-7045"
    ),
    (
      "Anderson1994",
      "Anderson MC, Bjork RA, Bjork EL (1994) Remembering can cause forgetting: retrieval dynamics in long-term memory. J Exp Psychol Learn Mem Cogn 20:1063-1087"
    ),
    (
      "Beaumont2009",
      "Beaumont MA, Cornuet JM, Marin JM, Robert CP (2009) Adaptive approximate Bayesian computation. Biometrika 96:983-990"
    ),
    (
      "BennaFusi2016",
      "Benna MK, Fusi S (2016) Computational principles of synaptic memory consolidation. Nat Neurosci 19:1697-1706"
    ),
    (
      "Borbely1982",
      "Borbély AA (1982) A two process model of sleep regulation. Hum Neurobiol 1:195-204"
    ),
    (
      "Brette2007",
      "Brette R, Rudolph M, Carnevale T, et al. (2007) Simulation of networks of spiking neurons: a review of tools and strategies. J Comput Neurosci 23:349-398"
    ),
    (
      "BretteGerstner2005",
      "Brette R, Gerstner W (2005) Adaptive exponential integrate-and-fire model as an effective description of neuronal activity. J Neurophysiol 94:3637-3642"
    ),
    (
      "Buzsaki2015",
      "Buzsáki G (2015) Hippocampal sharp wave-ripple: a cognitive biomarker for episodic memory and planning. Hippocampus 25:1073-1188"
    ),
    (
      "Carpenter1987",
      "Carpenter GA, Grossberg S (1987) A massively parallel architecture for a self-organizing neural pattern recognition machine. Comput Vis Graph Image Process 37:54-115"
    ),
    (
      "Davidson2009",
      "Davidson TJ, Kloosterman F, Wilson MA (2009) Hippocampal replay of extended experience. Neuron 63:497-507"
    ),
    (
      "DeAlmeida2009",
      "de Almeida L, Idiart M, Lisman JE (2009) A second function of gamma frequency oscillations: an E%-max winner-take-all mechanism selects which cells fire. J Neurosci 29:7497-7503"
    ),
    (
      "Diehl2015",
      "Diehl PU, Neil D, Binas J, Cook M, Liu SC, Pfeiffer M (2015) Fast-classifying, high-accuracy spiking deep networks through weight and threshold balancing. Int Joint Conf Neural Networks (IJCNN) 2015:1-8"
    ),
    (
      "Ecker2022",
      "Ecker A, Bagi B, Vértes E, et al. (2022) Hippocampal sharp wave-ripples and the associated sequence replay emerge from structured synaptic interactions in a network model of area CA3. eLife 11:e71850"
    ),
    (
      "Fusi2005",
      "Fusi S, Drew PJ, Abbott LF (2005) Cascade models of synaptically stored memories. Neuron 45:599-611"
    ),
    (
      "GaisBorn2004",
      "Gais S, Born J (2004) Low acetylcholine during slow-wave sleep is critical for declarative memory consolidation. PNAS 101:2140-2144"
    ),
    (
      "Girardeau2009",
      "Girardeau G, Benchenane K, Wiener SI, Buzsáki G, Zugaro MB (2009) Selective suppression of hippocampal ripples impairs spatial memory. Nat Neurosci 12:1222-1223"
    ),
    (
      "Giri2019",
      "Giri B, Miyawaki H, Mizuseki K, Cheng S, Diba K (2019) Hippocampal reactivation extends for several hours following novel experience. J Neurosci 39:866-875"
    ),
    (
      "Hardt2013",
      "Hardt O, Nader K, Nadel L (2013) Decay happens: the role of active forgetting in memory. Trends Cogn Sci 17:111-120"
    ),
    (
      "Hasselmo1994",
      "Hasselmo ME, Schnell E (1994) Laminar selectivity of the cholinergic suppression of synaptic transmission in rat hippocampal region CA1. J Neurosci 14:3898-3914"
    ),
    (
      "Hasselmo1999",
      "Hasselmo ME (1999) Neuromodulation: acetylcholine and memory consolidation. Trends Cogn Sci 3:351-359"
    ),
    (
      "Hu2020",
      "Hu X, Cheng LY, Chiu MH, Paller KA (2020) Promoting memory consolidation during sleep: a meta-analysis of targeted memory reactivation. Psychol Bull 146:218-244"
    ),
    (
      "Igloi2015",
      "Igloi K, Gaggioni G, Sterpenich V, Schwartz S (2015) A nap to recap or how reward regulates hippocampal-prefrontal memory networks during daytime sleep in humans. eLife 4:e07903"
    ),
    (
      "JenkinsDallenbach1924",
      "Jenkins JG, Dallenbach KM (1924) Obliviscence during sleep and waking. Am J Psychol 35:605-612"
    ),
    (
      "Ketz2013",
      "Ketz N, Morkonda SG, O'Reilly RC (2013) Theta coordinated error-driven learning in the hippocampus. PLoS Comput Biol 9:e1003067"
    ),
    (
      "Kudrimoti1999",
      "Kudrimoti HS, Barnes CA, McNaughton BL (1999) Reactivation of hippocampal cell assemblies: effects of behavioral state, experience, and EEG dynamics. J Neurosci 19:4090-4101"
    ),
    (
      "Levenstein2019",
      "Levenstein D, Buzsáki G, Rinzel J (2019) NREM sleep in the rodent neocortex and hippocampus reflects excitable dynamics. Nat Commun 10:2478"
    ),
    (
      "Lisman2005",
      "Lisman JE, Grace AA (2005) The hippocampal-VTA loop: controlling the entry of information into long-term memory. Neuron 46:703-713"
    ),
    (
      "LopesDosSantos2013",
      "Lopes-dos-Santos V, Ribeiro S, Tort ABL (2013) Detecting cell assemblies in large neuronal populations. J Neurosci Methods 220:149-166"
    ),
    (
      "MattarDaw2018",
      "Mattar MG, Daw ND (2018) Prioritized memory access explains planning and hippocampal replay. Nat Neurosci 21:1609-1617"
    ),
    (
      "McCarleyHobson1975",
      "McCarley RW, Hobson JA (1975) Neuronal excitability modulation over the sleep cycle: a structural and mathematical model. Science 189:58-60"
    ),
    (
      "McClelland2013",
      "McClelland JL (2013) Incorporating rapid neocortical learning of new schema-consistent information into complementary learning systems theory. J Exp Psychol Gen 142:1190-1210"
    ),
    (
      "McKay1979",
      "McKay MD, Beckman RJ, Conover WJ (1979) A comparison of three methods for selecting values of input variables in the analysis of output from a computer code. Technometrics 21:239-245"
    ),
    (
      "Meeter2005",
      "Meeter M, Murre JMJ (2005) TraceLink: a model of consolidation and amnesia. Cogn Neuropsychol 22:559-587"
    ),
    (
      "Mishra2016",
      "Mishra RK, Kim S, Guzman SJ, Jonas P (2016) Symmetric spike timing-dependent plasticity at CA3-CA3 synapses optimizes storage and recall in autoassociative networks. Nat Commun 7:11552"
    ),
    (
      "Morris1991",
      "Morris MD (1991) Factorial sampling plans for preliminary computational experiments. Technometrics 33:161-174"
    ),
    (
      "Murre1996",
      "Murre JMJ (1996) TraceLink: a model of amnesia and consolidation of memory. Hippocampus 6:675-684"
    ),
    (
      "Ngo2013",
      "Ngo HVV, Martinetz T, Born J, Mölle M (2013) Auditory closed-loop stimulation of the sleep slow oscillation enhances memory. Neuron 78:545-553"
    ),
    (
      "Norman2005",
      "Norman KA, Newman EL, Perotte AJ (2005) Methods for reducing interference in the complementary learning systems model. Neural Networks 18:1212-1228"
    ),
    (
      "Norman2006",
      "Norman KA, Newman EL, Detre G, Polyn SM (2006) How inhibitory oscillations can train neural networks and punish competitors. Neural Comput 18:1577-1610"
    ),
    (
      "Norman2007",
      "Norman KA, Newman EL, Detre G (2007) A neural network model of retrieval-induced forgetting. Psychol Rev 114:887-953"
    ),
    (
      "OReilly2012",
      "O'Reilly RC, Munakata Y, Frank MJ, Hazy TE, and Contributors (2012) Computational Cognitive Neuroscience. Wiki book"
    ),
    (
      "PfisterGerstner2006",
      "Pfister JP, Gerstner W (2006) Triplets of spikes in a model of spike timing-dependent plasticity. J Neurosci 26:9673-9682"
    ),
    (
      "PhillipsRobinson2007",
      "Phillips AJK, Robinson PA (2007) A quantitative model of sleep-wake dynamics based on the physiology of the brainstem ascending arousal system. J Biol Rhythms 22:167-179"
    ),
    (
      "Rasch2007",
      "Rasch B, Büchel C, Gais S, Born J (2007) Odor cues during slow-wave sleep prompt declarative memory consolidation. Science 315:1426-1429"
    ),
    (
      "Redondo2011",
      "Redondo RL, Morris RGM (2011) Making memories last: the synaptic tagging and capture hypothesis. Nat Rev Neurosci 12:17-30"
    ),
    (
      "RoedigerKarpicke2006",
      "Roediger HL, Karpicke JD (2006) Test-enhanced learning. Psychol Sci 17:249-255"
    ),
    (
      "Saltelli2010",
      "Saltelli A et al. (2010) Variance based sensitivity analysis of model output: design and estimator for the total sensitivity index. Comput Phys Commun 181:259-270"
    ),
    (
      "Schapiro2013",
      "Schapiro AC, Rogers TT, Cordova NI, Turk-Browne NB, Botvinick MM (2013) Neural representations of events arise from temporal community structure. Nat Neurosci 16:486-492"
    ),
    (
      "Schapiro2017",
      "Schapiro AC et al. (2017) Sleep benefits memory for semantic category structure while preserving exemplar-specific information. Sci Rep 7:14869"
    ),
    (
      "Schapiro2017CHORSE",
      "Schapiro AC, Turk-Browne NB, Botvinick MM, Norman KA (2017) Complementary learning systems within the hippocampus. Phil Trans R Soc B 372:20160049"
    ),
    (
      "Schapiro2017b",
      "Schapiro AC, Turk-Browne NB, Botvinick MM, Norman KA (2017) Complementary learning systems within the hippocampus: a neural network modelling approach to reconciling episodic memory with statistical learning. Phil Trans R Soc B 372:20160049"
    ),
    (
      "Schapiro2018",
      "Schapiro AC et al. (2018) Human hippocampal replay during rest prioritizes weakly learned information and predicts memory performance. Nat Commun 9:3920"
    ),
    (
      "Singh2022",
      "Singh D, Norman KA, Schapiro AC (2022) A model of autonomous interactions between hippocampus and neocortex driving sleep-dependent memory consolidation. PNAS 119:e2123432119"
    ),
    (
      "Song2000",
      "Song S, Miller KD, Abbott LF (2000) Competitive Hebbian learning through spike-timing-dependent synaptic plasticity. Nat Neurosci 3:919-926"
    ),
    (
      "Sun2023",
      "Sun W, Advani M, Spruston N, Saxe A, Fitzgerald JE (2023) Organizing memories for generalization in complementary learning systems. Nat Neurosci 26:1438-1448"
    ),
    (
      "Tadros2022",
      "Tadros T, Krishnan GP, Ramyaa R, Bazhenov M (2022) Sleep-like unsupervised replay reduces catastrophic forgetting in artificial neural networks. Nat Commun 13:7742"
    ),
    (
      "Talts2018",
      "Talts S, Betancourt M, Simpson D, Vehtari A, Gelman A (2018) Validating Bayesian inference algorithms with simulation-based calibration. arXiv:1804.06788"
    ),
    (
      "TononiCirelli2014",
      "Tononi G, Cirelli C (2014) Sleep and the price of plasticity. Neuron 81:12-34"
    ),
    (
      "Tome2022",
      "Tomé DF, Sadeh S, Clopath C (2022) Coordinated hippocampal-thalamic-cortical communication crucial for engram dynamics underneath systems consolidation. Nat Commun 13, doi:10.1038/s41467-022-28339-z"
    ),
    (
      "Tse2007",
      "Tse D, Langston RF, Kakeyama M, et al. (2007) Schemas and memory consolidation. Science 316:76-82"
    ),
    (
      "Tsodyks1997",
      "Tsodyks MV, Markram H (1997) The neural code between neocortical pyramidal neurons depends on neurotransmitter release probability. PNAS 94:719-723"
    ),
    (
      "Tsodyks1998",
      "Tsodyks M, Pawelzik K, Markram H (1998) Neural networks with dynamic synapses. Neural Comput 10:821-835"
    ),
    (
      "Vogels2005",
      "Vogels TP, Abbott LF (2005) Signal propagation and logic gating in networks of integrate-and-fire neurons. J Neurosci 25:10786-10795"
    ),
    (
      "Vogels2011",
      "Vogels TP, Sprekeler H, Zenke F, Clopath C, Gerstner W (2011) Inhibitory plasticity balances excitation and inhibition in sensory pathways and memory networks. Science 334:1569-1573"
    ),
    (
      "Wixted2004",
      "Wixted JT (2004) The psychology and neuroscience of forgetting. Annu Rev Psychol 55:235-269"
    ),
    (
      "Yoo2007",
      "Yoo SS, Hu PT, Gujar N, Jolesz FA, Walker MP (2007) A deficit in the ability to form new human memories without sleep. Nat Neurosci 10:385-392"
    ),
    (
      "Zenke2015",
      "Zenke F, Agnes EJ, Gerstner W (2015) Diverse synaptic plasticity mechanisms orchestrated to form and retrieve memories in spiking neural networks. Nat Commun 6:6922"
    ),
    (
      "Zheng2022",
      "Zheng Y, Liu XL, Nishiyama S, Ranganath C, O'Reilly RC (2022) Correcting the hebbian mistake: toward a fully error-driven hippocampus. PLoS Comput Biol 18:e1010589"
    ),
  ]
}
