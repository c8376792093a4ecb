/** French sentences with an English translation, written for lesson 11: few words, often. */
export const PAIRS = `le chat dort|the cat sleeps
le chien dort|the dog sleeps
le chat mange|the cat eats
le chien mange|the dog eats
la souris mange|the mouse eats
la souris dort|the mouse sleeps
le chat mange la souris|the cat eats the mouse
la souris mange le fromage|the mouse eats the cheese
le chien mange le pain|the dog eats the bread
le chat voit la souris|the cat sees the mouse
la souris voit le chat|the mouse sees the cat
le chien voit le chat|the dog sees the cat
le chat voit le chien|the cat sees the dog
le petit chat dort|the little cat sleeps
le petit chien mange|the little dog eats
la petite souris dort|the little mouse sleeps
le grand chien dort|the big dog sleeps
le grand chat mange|the big cat eats
le chat noir dort|the black cat sleeps
le chien noir mange|the black dog eats
le chat blanc mange la souris|the white cat eats the mouse
le chien blanc voit la souris|the white dog sees the mouse
un chat dort|a cat sleeps
un chien mange|a dog eats
une souris dort|a mouse sleeps
un chat mange une souris|a cat eats a mouse
je vois le chat|i see the cat
je vois le chien|i see the dog
je vois la souris|i see the mouse
je vois une maison|i see a house
je vois la maison|i see the house
la maison est grande|the house is big
la maison est petite|the house is little
la maison est blanche|the house is white
le chat est noir|the cat is black
le chien est blanc|the dog is white
le chien est grand|the dog is big
la souris est petite|the mouse is little
le livre est petit|the book is little
je lis le livre|i read the book
je lis un livre|i read a book
elle lit un livre|she reads a book
elle lit le livre|she reads the book
elle voit la maison|she sees the house
elle voit un chat|she sees a cat
elle mange le pain|she eats the bread
elle mange une pomme|she eats an apple
je mange une pomme|i eat an apple
je mange le pain|i eat the bread
je mange le fromage|i eat the cheese
il mange la pomme|he eats the apple
il mange le fromage|he eats the cheese
il dort|he sleeps
elle dort|she sleeps
je dors|i sleep
il voit le livre|he sees the book
il lit un livre|he reads a book
il achète un livre|he buys a book
elle achète le pain|she buys the bread
elle achète une pomme|she buys an apple
il achète le fromage|he buys the cheese
j' achète une maison|i buy a house
j' achète le livre|i buy the book
le garçon dort|the boy sleeps
la fille dort|the girl sleeps
le garçon mange une pomme|the boy eats an apple
la fille lit le livre|the girl reads the book
le garçon voit le chien|the boy sees the dog
la fille voit le chat|the girl sees the cat
le garçon achète le pain|the boy buys the bread
la fille achète une pomme|the girl buys an apple
le garçon est grand|the boy is big
la fille est petite|the girl is little
le garçon est fatigué|the boy is tired
le chien est fatigué|the dog is tired
le chat est fatigué|the cat is tired
je suis fatigué|i am tired
il est fatigué|he is tired
elle est petite|she is little
je suis grand|i am big
le chat dort dans la maison|the cat sleeps in the house
le chien dort dans le jardin|the dog sleeps in the garden
la fille mange dans le jardin|the girl eats in the garden
le garçon lit dans la maison|the boy reads in the house
je lis dans le jardin|i read in the garden
la souris dort dans le pain|the mouse sleeps in the bread
le jardin est grand|the garden is big
le pain est blanc|the bread is white
le fromage est blanc|the cheese is white
la pomme est petite|the apple is little
le chat ne dort pas|the cat does not sleep
le chien ne mange pas|the dog does not eat
la souris ne dort pas|the mouse does not sleep
je ne dors pas|i do not sleep
je ne vois pas le chat|i do not see the cat
elle ne lit pas|she does not read
il ne mange pas|he does not eat
la fille aime le chat|the girl likes the cat
le garçon aime le chien|the boy likes the dog
la souris aime le fromage|the mouse likes the cheese
elle aime la maison|she likes the house
j' aime le jardin|i like the garden
j' aime le chat noir|i like the black cat`;
