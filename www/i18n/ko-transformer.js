/** 트랜스포머 아홉 단계의 글: the words of the Transformer's nine steps, in Korean: fetched with its figures. */

/** @type {typeof import('./en-transformer.js').transformer} */
export const transformer = {
  'former.title': '트랜스포머 들여다보기',
  'former.sub': ({ step, of, word }) => `아홉 단계, “${word}” 자리의 숫자로 (출력 단어 ${of}개 중 ${step}번째)`,
  'former.steps': '아홉 단계',
  'former.encoder': '인코더',
  'former.decoder': '디코더',
  'former.part.dec': '디코더, 7단계 다음',
  'former.part.cross': '디코더, 8단계 다음',
  'former.side': '어느 쪽',
  'former.above': '0보다 큼',
  'former.below': '0보다 작음',
  'former.hatched': '가려짐: 읽을 수 없음',
  'former.wait': '이 숫자들을 다시 계산하는 중…',
  'former.heads': '층과 헤드',
  'former.layers': '층',
  'former.layer': ({ layer }) => `층 ${layer}`,
  'former.vector': ({ n, reach }) => `−${reach}에서 ${reach} 사이의 숫자 ${n}개`,
  'former.rows': ({ name, rows, columns, reach }) =>
    `${name}: 토큰 ${rows}개가 한 행씩, 행마다 숫자 ${columns}개, −${reach}에서 ${reach} 사이`,
  'former.keysRow': ({ name }) => `${name}. 화살표 키로 행을 고릅니다.`,
  'former.tokenTable': ({ token }) => `“${token}”의 숫자를 모두 표로 보기`,

  'former.embed.tab': '임베딩 + 포지셔널 인코딩',
  'former.embed.title': '임베딩 + 포지셔널 인코딩: 토큰마다 자기 자리를 아는 벡터가 됩니다',
  'former.embed.text':
    '임베딩 표에서 토큰의 행을 꺼내 √d를 곱하고, 위치에 따라서만 달라지는 파동을 더합니다. 이 파동이 없으면 첫 단어와 마지막 단어를 구별할 수 없습니다.',
  'former.embed.aside':
    '그림의 한 행이 토큰 하나, 한 열이 그 토큰의 숫자 하나입니다. 0보다 크면 색, 작으면 회색입니다. 행을 고르면 숫자를 읽을 수 있습니다. 논문 3.4절처럼 원문, 번역문, 출력이 임베딩 표 하나를 함께 씁니다.',
  'former.embed.token': '임베딩 × √d',
  'former.embed.position': '포지셔널 인코딩',
  'former.embed.sum': '인코더로 들어가는 값',
  'former.embed.sumDecoder': '디코더로 들어가는 값',
  'former.embed.waves': ({ n }) => `위치 ${n}개의 파동: 왼쪽은 빠르고 오른쪽은 느립니다`,
  'former.embed.wavesAlt': ({ n }) => `위치마다 한 행씩 그린 사인과 코사인 파동. 처음 ${n}행이 이 문장의 것입니다`,
  'former.embed.marked': ({ n }) => `테두리를 두른 ${n}행이 이 문장의 위치입니다.`,

  'former.project.tab': 'Q, K, V',
  'former.project.title': '쿼리, 키, 밸류: 한 토큰을 보는 세 가지 방식',
  'former.project.text': '같은 벡터에 학습된 행렬 세 개를 각각 곱합니다. 쿼리는 묻고, 키는 그 물음과 견주어지고, 밸류는 읽혀 나갑니다.',
  'former.project.aside':
    '헤드마다 W_Q, W_K, W_V에서 자기 몫이 따로 있습니다. 위에서 다른 헤드를 골라 보세요. 첫 층의 x는 1단계의 합이고, 그 위 층에서는 아래층의 출력입니다.',
  'former.project.input': '1단계에서 온 값',
  'former.project.below': ({ layer }) => `층 ${layer}에서 온 값`,
  'former.project.q': '쿼리: 무엇을 찾는가?',
  'former.project.k': '키: 무엇으로 찾아지는가?',
  'former.project.v': '밸류: 무엇을 내주는가?',

  'former.attend.tab': '셀프 어텐션',
  'former.attend.title': '셀프 어텐션: 모든 토큰이 모든 토큰을 봅니다',
  'former.attend.text':
    '행은 쿼리, 열은 키입니다. 쿼리마다 모든 키와 내적하고, 폭이 커져도 스코어가 커지지 않도록 √d_k로 나눕니다. 소프트맥스가 한 행을 합이 1인 가중치로 바꾸고, 그 가중치로 밸류를 더합니다. 칸을 고르면 그 안이 열립니다.',
  'former.attend.aside':
    '가중치가 ⟨eos⟩나 마침표에 몰리는 일이 많습니다. 읽을 것이 없는 헤드에서도 한 행의 합은 1이어야 하므로, 자기 뜻이 없는 토큰이 남는 가중치를 두기 좋은 자리가 됩니다. 가중치는 무엇을 읽었는지 말할 뿐, 왜 그 단어를 골랐는지는 말하지 않습니다.',
  'former.stage.products': '모든 쿼리와 모든 키',
  'former.stage.scores': '크기를 맞춘 어텐션 스코어',
  'former.stage.weights': '가중치, 행의 합은 1',
  'former.stage.values': '가중치를 곱한 밸류',
  'former.keys': ({ name }) => `${name}: 행은 쿼리, 열은 키입니다. 화살표 키로 칸을 고르고 Enter로 엽니다.`,
  'former.map': ({ name, rows, columns }) => `${name}: 쿼리 ${rows}개, 키 ${columns}개. 고른 행의 숫자는 아래 표에 있습니다.`,
  'former.cell': ({ query, key, score, weight }) => `${query} → ${key}: 어텐션 스코어 ${score}, 가중치 ${weight}`,
  'former.masked': '가려짐',
  'former.byHand': '직접 정한 값',
  'former.values': ({ n }) => `키 ${n}개의 밸류에 각각 가중치를 곱한 값, 마지막 행은 그 합`,
  'former.sum': ({ query }) => `Σ: 이 헤드가 “${query}” 자리에서 읽어 낸 값`,
  'former.reads': '쿼리가 가장 많이 읽는 곳:',
  'former.notRead': '· 가려져 읽지 않음:',
  'former.key': '키',
  'former.rowTable': ({ query }) => `“${query}” 행을 표로 보기`,
  'former.open.title': '열어 본 칸',
  'former.open.close': '칸 닫기',
  'former.open.bars': ({ n, sum }) => `쿼리와 키의 곱 ${n}개, 합은 ${sum}`,
  'former.open.rest': ({ n }) => `나머지 ${n}개`,
  'former.open.table': ({ n }) => `곱 ${n}개를 모두 표로 보기`,
  'former.open.scale': '√d_k로 나누기',
  'former.open.mask': '마스크',
  'former.open.free': '읽을 수 있음',
  'former.open.exp': '지수',
  'former.open.share': ({ n }) => `키 ${n}개 가운데 차지하는 몫`,

  'former.concat.tab': '멀티 헤드: 연결(concat)과 W_O',
  'former.concat.title': '멀티 헤드 어텐션: 헤드마다 찾은 것을 나란히 잇고(concat) 섞습니다',
  'former.concat.text': '헤드마다 서로 다른 것을 읽었습니다. 그 결과를 나란히 이으면 다시 토큰 벡터의 폭이 되고, W_O가 이를 섞습니다.',
  'former.concat.aside':
    '위의 작은 그림을 보면 같은 층의 헤드들이 얼마나 다르게 보는지 알 수 있습니다. 하나를 고르면 페이지 전체에서 그 헤드를 봅니다.',
  'former.concat.chosen': '위에서 고른 헤드',
  'former.concat.joined': '모든 헤드를 이은 값',
  'former.concat.place': ({ d, head }) => `${d} · 헤드 ${head}`,
  'former.concat.output': ({ d }) => `다시 숫자 ${d}개`,

  'former.norm.tab': '잔차 연결과 층 정규화 (Add & Norm)',
  'former.norm.title': '잔차 연결과 층 정규화 (Add & Norm): 있던 값에 더하고 크기를 고르게 맞춥니다',
  'former.norm.text':
    '토큰은 원래 값을 그대로 지니고, 어텐션은 거기에 더해질 뿐입니다. 그다음 층 정규화가 행마다 평균 μ를 0, 표준편차 σ를 1로 맞춘 뒤 학습된 g를 곱하고 b를 더합니다.',
  'former.norm.aside': '논문의 그림 1처럼 더한 다음에 정규화합니다(post-norm). 이후의 많은 신경망은 각 부분에 들어가기 전에 정규화합니다.',
  'former.norm.before': '들어온 값',
  'former.norm.from.enc': '셀프 어텐션 (4단계)',
  'former.norm.from.dec': '마스크드 셀프 어텐션 (7단계)',
  'former.norm.from.cross': '크로스 어텐션 (8단계)',
  'former.norm.sum': '합',
  'former.norm.after': '정규화한 값',

  'former.feed.tab': '피드포워드',
  'former.feed.title': '피드포워드: 토큰마다 따로 넓은 층을 지나 다시 Add & Norm',
  'former.feed.text':
    '여기서는 토큰끼리 서로 보지 않습니다. W₁이 벡터를 훨씬 넓히고, ReLU가 음수를 모두 0으로 만들고, W₂가 원래 폭으로 되돌립니다. 그리고 앞에서처럼 더하고 정규화합니다.',
  'former.feed.aside': '층마다 저마다의 가중치로 같은 일을 되풀이합니다: 셀프 어텐션, Add & Norm, 피드포워드, Add & Norm.',
  'former.feed.inner': ({ n }) => `안쪽 유닛 ${n}개, 빈 곳은 0`,
  'former.feed.zeros': ({ share, n }) => `유닛의 ${share}%가 0이고 ${n}개가 켜져 있습니다. 가장 센 것:`,
  'former.feed.unit': ({ unit }) => `유닛 ${unit}`,
  'former.feed.outer': 'W₂를 지난 값',
  'former.feed.next': ({ layer }) => `이 행들이 층 ${layer}의 x가 되어 2단계부터 다시 시작합니다.`,
  'former.feed.last': '마지막 층입니다. 디코더가 이 행들을 키와 밸류로 읽습니다.',
  'former.feed.toNext': ({ layer }) => `층 ${layer}`,
  'former.feed.toDecoder': '인코더–디코더 어텐션',

  'former.causal.tab': '마스크드 셀프 어텐션',
  'former.causal.title': '마스크드 셀프 어텐션: 디코더는 자기가 쓴 말을 돌아볼 뿐, 앞을 미리 보지 않습니다',
  'former.causal.text':
    '행은 디코더의 한 위치(읽은 단어 → 만든 단어)이고, 열은 디코더가 그때까지 읽은 ⟨sos⟩와 자기 단어들입니다. 아직 오지 않은 자리는 빗금으로 지웠습니다. 스코어가 −∞가 되어 가중치는 0입니다.',
  'former.causal.aside':
    '학습할 때는 정답의 모든 단어가 한꺼번에 주어지므로, 마스크만이 자기 답을 미리 보지 못하게 막아 줍니다. 번역할 때는 뒤의 단어가 아직 없지만 삼각형 모양은 같습니다.',

  'former.cross.tab': '인코더–디코더 어텐션',
  'former.cross.title': '인코더–디코더 어텐션(크로스 어텐션): 영어 단어마다 원문을 봅니다',
  'former.cross.text':
    '쿼리는 디코더에서, 키와 밸류는 인코더의 마지막 층에서 옵니다. 행은 디코더의 한 위치(읽은 단어 → 만든 단어), 열은 원문 단어입니다. 두 언어가 여기에서 만납니다.',
  'former.cross.aside':
    '이다음에 Add & Norm(5단계의 ‘디코더, 8단계 다음’)과 피드포워드(6단계)가 이어집니다. 위의 히트맵은 마지막 층 헤드들의 평균입니다. 여기에서 헤드를 고르면 위에도 그 헤드가 그려집니다.',

  'former.word.tab': '선형층, 소프트맥스, 단어',
  'former.word.title': '선형층과 소프트맥스: 어휘의 모든 토큰에 점수를 매기고 다음 단어를 고릅니다',
  'former.word.text':
    '디코더의 마지막 벡터 y를 모든 토큰의 임베딩과 내적합니다. 소프트맥스가 점수를 확률로 바꾸고, 고른 토큰을 읽어 다음 단어를 만듭니다.',
  'former.word.aside':
    'E는 1단계의 임베딩 표입니다. 토큰의 점수는 그 행과 y의 내적에 편향을 더한 값입니다. 논문도 이 행렬을 함께 씁니다(3.4절). 편향 b는 이 신경망이 더한 것입니다.',
  'former.word.piece': '토큰',
  'former.word.logit': '로짓 z',
  'former.word.probability': '확률',
  'former.word.spread': ({ n, never }) => `영어에 쓰는 토큰 ${n}개의 로짓, 개수는 로그 눈금. 쓰지 않는 ${never}개는 뺐습니다`,
  'former.word.spreadAlt': ({ n, low, high, z }) => `로짓 ${n}개의 분포, ${low}에서 ${high}까지. 고른 토큰은 ${z}`,
  'former.word.bin': ({ n }) => `토큰 ${n}개`,
  'former.word.table': ({ n, word }) => `“${word}”의 로짓을 이루는 곱 ${n}개를 모두 표로 보기`,
  'former.word.loop': '만든 단어를 읽어 다음 단어를 만듭니다. ⟨eos⟩를 만들면 끝납니다:',
  'former.word.look': ({ word, step }) => `${word}, ${step}번째`,
};
