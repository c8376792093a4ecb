/** Korean sentences with an English translation, written for lesson 11: few words, often; a middle dot cuts a particle off. */
export const PAIRS = `고양이·가 잔다|the cat sleeps
개·가 잔다|the dog sleeps
쥐·가 잔다|the mouse sleeps
고양이·가 먹는다|the cat eats
개·가 먹는다|the dog eats
쥐·가 먹는다|the mouse eats
고양이·가 쥐·를 먹는다|the cat eats the mouse
쥐·가 치즈·를 먹는다|the mouse eats the cheese
개·가 빵·을 먹는다|the dog eats the bread
고양이·가 쥐·를 본다|the cat sees the mouse
쥐·가 고양이·를 본다|the mouse sees the cat
개·가 고양이·를 본다|the dog sees the cat
고양이·가 개·를 본다|the cat sees the dog
작은 고양이·가 잔다|the little cat sleeps
작은 개·가 먹는다|the little dog eats
작은 쥐·가 잔다|the little mouse sleeps
큰 개·가 잔다|the big dog sleeps
큰 고양이·가 먹는다|the big cat eats
검은 고양이·가 잔다|the black cat sleeps
검은 개·가 먹는다|the black dog eats
흰 고양이·가 쥐·를 먹는다|the white cat eats the mouse
흰 개·가 쥐·를 본다|the white dog sees the mouse
나·는 고양이·를 본다|i see the cat
나·는 개·를 본다|i see the dog
나·는 쥐·를 본다|i see the mouse
나·는 집·을 본다|i see the house
집·이 크다|the house is big
집·이 작다|the house is little
개·가 크다|the dog is big
쥐·가 작다|the mouse is little
책·이 작다|the book is little
정원·이 크다|the garden is big
나·는 책·을 읽는다|i read the book
그녀·는 책·을 읽는다|she reads the book
그녀·는 집·을 본다|she sees the house
그녀·는 고양이·를 본다|she sees the cat
그녀·는 빵·을 먹는다|she eats the bread
그녀·는 사과·를 먹는다|she eats the apple
나·는 사과·를 먹는다|i eat the apple
나·는 빵·을 먹는다|i eat the bread
나·는 치즈·를 먹는다|i eat the cheese
그·는 사과·를 먹는다|he eats the apple
그·는 치즈·를 먹는다|he eats the cheese
그·는 잔다|he sleeps
그녀·는 잔다|she sleeps
나·는 잔다|i sleep
그·는 책·을 본다|he sees the book
그·는 책·을 읽는다|he reads the book
그·는 책·을 산다|he buys the book
그녀·는 빵·을 산다|she buys the bread
그녀·는 사과·를 산다|she buys the apple
그·는 치즈·를 산다|he buys the cheese
나·는 집·을 산다|i buy the house
나·는 책·을 산다|i buy the book
소년·이 잔다|the boy sleeps
소녀·가 잔다|the girl sleeps
소년·이 사과·를 먹는다|the boy eats the apple
소녀·가 책·을 읽는다|the girl reads the book
소년·이 개·를 본다|the boy sees the dog
소녀·가 고양이·를 본다|the girl sees the cat
소년·이 빵·을 산다|the boy buys the bread
소녀·가 사과·를 산다|the girl buys the apple
소년·이 크다|the boy is big
소녀·가 작다|the girl is little
소년·이 피곤하다|the boy is tired
개·가 피곤하다|the dog is tired
고양이·가 피곤하다|the cat is tired
나·는 피곤하다|i am tired
그·는 피곤하다|he is tired
그녀·는 작다|she is little
나·는 크다|i am big
고양이·가 집·에서 잔다|the cat sleeps in the house
개·가 정원·에서 잔다|the dog sleeps in the garden
소녀·가 정원·에서 먹는다|the girl eats in the garden
소년·이 집·에서 읽는다|the boy reads in the house
나·는 정원·에서 읽는다|i read in the garden
쥐·가 집·에서 먹는다|the mouse eats in the house
나·는 집·에서 잔다|i sleep in the house
고양이·가 자지 않는다|the cat does not sleep
쥐·가 자지 않는다|the mouse does not sleep
나·는 자지 않는다|i do not sleep
개·가 먹지 않는다|the dog does not eat
그·는 먹지 않는다|he does not eat
그녀·는 먹지 않는다|she does not eat
소녀·가 고양이·를 좋아한다|the girl likes the cat
소년·이 개·를 좋아한다|the boy likes the dog
쥐·가 치즈·를 좋아한다|the mouse likes the cheese
그녀·는 집·을 좋아한다|she likes the house
나·는 정원·을 좋아한다|i like the garden
나·는 검은 고양이·를 좋아한다|i like the black cat
나·는 흰 개·를 좋아한다|i like the white dog
그·는 큰 집·을 산다|he buys the big house
그녀·는 작은 책·을 읽는다|she reads the little book
소년·이 흰 쥐·를 본다|the boy sees the white mouse
소녀·가 작은 개·를 본다|the girl sees the little dog
큰 개·가 치즈·를 먹는다|the big dog eats the cheese
작은 소녀·가 빵·을 먹는다|the little girl eats the bread
검은 개·가 정원·에서 잔다|the black dog sleeps in the garden
흰 쥐·가 치즈·를 본다|the white mouse sees the cheese
작은 소년·이 책·을 산다|the little boy buys the book`;
