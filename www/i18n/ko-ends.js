/** @type {typeof import('./en-ends.js').ends} */
export const ends = {
  'translation.ended.repeats': '신경망이 같은 말을 되풀이하기 시작하여 여기서 번역을 멈췄습니다.',
  'translation.ended.length': '번역이 최대 길이에 이르러 여기서 멈췄습니다.',
  'error.mostly-unknown': ({ unread, of }) =>
    `글자와 기호 ${of}개 가운데 ${unread}개를 신경망이 읽지 못합니다. 프랑스어나 한국어 문장을 입력해 주세요.`,
  'error.all-hidden': '모든 단어를 가려서 읽을 것이 없습니다. 단어를 하나 다시 보이게 해 주세요.',
  'error.unwritable': ({ symbols }) => `이 신경망들은 “${symbols}”을(를) 쓸 수 없습니다.`,
};
