# Таблицы нового конкурса: названия столбцов.

header-id = Id
header-name = Ф.И.О.
header-organisation = Организация образования
header-position = Должность
header-submitted = Дата заявки
header-status = Статус
header-reason = Причина
header-workplace = Место работы
header-role = Роль
header-juror = Член жюри
header-participant = Участник
header-date = Дата
header-decision = Решение
header-about = О чём
header-entries = Участники
header-was = Было
header-now = Стало
header-votes = Голоса
header-by = Кем принято
header-grounds = Основание
header-stage = Этап
header-number = Номер
header-place = Место проведения
header-present = Присутствовали
header-absent = Отсутствовали
header-invited = Приглашённые
header-agenda = Повестка дня

list-refused-title = Такого слова нет
list-refused = Выберите одно из этих: { $list }

# A ranking to which the rules give no title.
ranking-title = Итог конкурса
