/** What is said of a text that tells no language, and of the sentences typed before; in Korean. */
export const typing = {
  'source.taught': '내 신경망이 배운 입력',
  'source.untold': '언어를 알 수 없음',
  'translation.untold': '어느 언어인지 알 수 있는 단서가 없습니다. 프랑스어로 읽었으므로 번역은 추측에 가깝습니다.',
  'translation.empty': '신경망이 아무 단어도 출력하지 않고 문장을 바로 끝냈습니다.',
  'recent.title': '최근 문장',
  'recent.group': '이전에 입력한 문장',
  'recent.local': '이 브라우저에만 저장됩니다.',
  'recent.forget': '모두 지우기',
};
