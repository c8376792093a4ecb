/**
 * Words that say "French" without saying "not English": common words of French that `detect.js` does not count, and words and
 * names that French shares with English. They tell that a text is no heap of letters; they do not tell the two languages apart.
 */
const COMMON = `allez allons allait allé alors ami amis ancien année après arrive arriver arrêtez attend attends attendez attention
  autre autres avant avez bas besoin boire boulot bravo cause cela celle celui ceux chacun chaque chat chats cher chercher chose choses chante chanter
  chien chiens choix cinéma combien comme commence compris conduis content contre côté cours courez courir cuisine danse debout dehors
  depuis dernier dessus devient devoir devrait différent difficile dimanche dis dites donne donner doucement droit dur école écoute
  encore ensemble entre entrez envie espère essaie est facile faites famille fatigue fatigué ferme fille film fils fini fleur fleurs fort
  forte frère frères garçon gens gentil gros heureux heureuse hiver idée ici immobile jardin jaune jeudi jeune joie joli jolie jouer journée jusque
  laisse laisser leurs lire livre livres loin longtemps lors lundi lune main mains maintenant malade manger manque mardi marcher mari matin mauvais
  mauvaise même mer mercredi merci mère mettre midi mieux mille minuit moins mois monde monsieur madame mademoiselle montagne montre mort mot mots
  musique nage nager neige neuf noir noire noirs nom nos nouveau nouvelle nuage oiseau oncle ouvre ouvert papa maman parce pareil parler parti partie partir
  partout pas passe passé pays pendant penser père perdu personne peu pied pieds place plaît plage plein pleurer pleut pluie plusieurs poisson pomme porte pour
  pourtant pouvoir premier première prendre prénom près presque prêt printemps prix problème prochain propre puis quelque quelqu quiconque raison regarde
  regarder rendre rentre rentrez repas reste rester retard rêve revenez revenir revient riche rien rire robe rouge route rouler samedi sale sans
  savez savoir semaine semble sera seul seule seulement siècle sœur sois soleil sont sors sortez sortir soudain sourire souvent soyez suivre surtout
  tant tante tard tasse telle tellement temps tenez terre tête tient tort toujours tourne train travail travailler traverse
  triste trouve trouver tuer vendredi vent verre vers vert verte veste viande vide vie vient vieux vieille ville vin vite vivre vois voisin vont votre vrai vraiment vue yeux`;
const SHARED = `accident action address adorable age album ambulance animal animals apartment art article attention avenue baby bagage balcon balle
  ballet banane bar baseball basket bébé beige biscuit blond bus cabaret cabine café camping camp canal canapé capable capital carotte cathédrale
  champion chance chaos chef chocolat cigarette cinema client club cola commerce communication compact concert condition confusion
  conversation cousin cousine crime cuisine culture danger date décision démocratie dentiste désert dessert destination difficulté
  distance docteur document dollar double dragon éléphant énergie euro excellent excuse excursion exemple expert expression festival
  film finance foot football force forêt fragile fruit fruits garage géant gentil girafe glace golf gorille grave guide guitare hamburger hôpital horizon
  hôtel idiot idée image important impossible information innocent instant intelligent internet invitation jaguar jazz judo jungle justice kangourou
  karaté kilo kiwi lampe latin lecture lion liste long machine magazine message métro micro minute miracle mission moment monstre moto
  musée music nation nature normal note objection océan omelette opinion orange orchestre pain panda panorama parade parents parfum parking
  passion pasta patience patient patron pause permission photo piano pizza plan planète plante police poison pollution possible prince princesse
  prison prix problème programme promenade question radio rare rat relation religion rendezvous restaurant robot rose route salade sandwich sauce
  sauna science secret sensible serpent service signal silence simple situation solution sort souvenir sport stage station statue stop style
  sucre supermarché surprise table talent tarte taxi télé télévision télévision tennis terrible théâtre thé tigre tomate touriste train train tram
  tulipe urgent vacances vanille vase village violence violent violet violon visa visite volcan volleyball weekend yaourt zéro zoo
  paris lyon marseille nice lille bordeaux toulouse montréal québec genève bruxelles londres berlin rome madrid tokyo boston londres séoul
  seoul busan chicago london moscou pékin venise france canada suisse belgique europe afrique asie japon chine corée italie espagne
  allemagne angleterre amérique tom marie mary jean pierre paul jacques michel nicolas thomas julie sophie claire camille léa emma louis lucas
  hugo maria anna alice david daniel martin robert simon victor antoine charles françois henri john julien laura lucie louise manon
  sarah samuel minho jisu kim napoléon molière zola`;

/** Not among them: *test*, which people type in any language to see whether something happens. @type {Set<string>} */
export const FRENCH_WORDS = new Set(`${COMMON} ${SHARED}`.split(/\s+/));

/** Endings that few words but French ones have. */
export const FRENCH_FORM =
  /(?:[^e]ez|ons|aient|[^g]ait|erai|eront|ement|euse|euses|eurs?|eux|tions?|isse|elles?|ettes?|oir|oire|ille|eaux?|ique|iques|aine|ière|ières|age)$/;
