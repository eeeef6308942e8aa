// SPDX-License-Identifier: Apache-2.0
#include "formats/gazetteer.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "formats/gazetteer_csv.hpp"
#include "formats/name_key.hpp"

namespace truceline::formats {
namespace {

constexpr std::string_view kTable =
    "pcode,name,name_ar,aliases,latitude,longitude,radius_m,rank,admin1\n"
    "C3871,Idleb,إدلب,Idlib town,35.9320,36.6349,4000,3,Idleb\n"
    "C4111,Saraqab,سراقب,,35.8640,36.8007,2000,2,Idleb\n"
    "C1,Tal Rifaat,تل رفعت,Tell Rifat,36.4737,37.0945,,1,Aleppo\n"
    "C2,Mansura,المنصورة,,36.1,37.0,,,Aleppo\n"
    "C3,Mansura,المنصورة,,35.8,38.7,,,Ar-Raqqa\n"
    "C4,Deir-ez-Zor,دير الزور,,35.3377,40.1398,6000,3,\n"
    "C5,Dar'a,درعا,Deraa,32.6187,36.1134,4000,3,\n";

Gazetteer small() {
  auto read = read_gazetteer(kTable);
  EXPECT_TRUE(read);
  return read ? std::move(read->gazetteer) : Gazetteer{};
}

std::string found(const Gazetteer& gazetteer, std::string_view text) {
  const auto matches = gazetteer.find(text, {}, 1);
  return matches.empty() ? "" : matches[0].place->pcode;
}

TEST(NameKey, spellings_of_one_name_sound_the_same) {
  const std::vector<std::vector<std::string_view>> same = {
      {"Idlib", "Idleb", "Edlib", "IDLIB", "إدلب", "ادلب", "إِدْلِب"},
      {"Deir ez-Zor", "Deir-ez-Zor", "Dayr az-Zawr", "Deirezzor", "Deir al-Zour", "دير الزور"},
      {"Dar'a", "Daraa", "Dar‘a", "Deraa", "Darʿā", "درعا"},
      {"Ash-Shaykh Miskin", "Sheikh Maskin", "al-Sheikh Miskeen", "الشيخ مسكين"},
      {"Hama", "Hamah", "Ḥamāh", "حماة", "حماه"},
      {"Al-Hasakeh", "Hasaka", "al Hasakah", "الحسكة"},
      {"Tal Rifaat", "Tall Rifat", "Tell Rif'at", "تل رفعت"},
      {"Khan Shaykhun", "Khan Sheikhoun"},
      {"Qamishli", "Kamishli", "Qamishly", "القامشلي"},
      {"Saraqib", "Saraqeb", "Saraqab", "سراقب"},
      {"'Ayn al-'Arab", "Ain al Arab", "Ayn Arab", "عين العرب"},
      {"Douma", "Duma", "دوما"},
  };
  for (const auto& names : same)
    for (const std::string_view name : names)
      EXPECT_EQ(sound_of(name), sound_of(names[0])) << name << " and " << names[0];
}

TEST(NameKey, different_names_do_not_all_sound_alike) {
  EXPECT_NE(sound_of("Homs"), sound_of("Hama"));
  EXPECT_NE(sound_of("Idlib"), sound_of("Aleppo"));
  EXPECT_EQ(sound_of(""), "");
  EXPECT_EQ(plain_name("Dar'a (city)"), "daracity");
  EXPECT_EQ(plain_name("إِدلب"), "ادلب");
}

TEST(NameKey, one_letter_is_one_letter) {
  EXPECT_TRUE(within_one_letter("abc", "abc"));
  EXPECT_TRUE(within_one_letter("abc", "ab"));
  EXPECT_TRUE(within_one_letter("bc", "abc"));
  EXPECT_TRUE(within_one_letter("axc", "abc"));
  EXPECT_TRUE(within_one_letter("", "a"));
  EXPECT_FALSE(within_one_letter("acb", "abc"));
  EXPECT_FALSE(within_one_letter("abc", "a"));
}

TEST(Gazetteer, finds_by_pcode_name_spelling_and_slip) {
  const Gazetteer gazetteer = small();
  EXPECT_EQ(found(gazetteer, "c3871"), "C3871");
  EXPECT_EQ(gazetteer.find("C3871", {}, 9)[0].kind, MatchKind::pcode);
  EXPECT_EQ(gazetteer.find("idleb", {}, 9)[0].kind, MatchKind::name);
  EXPECT_EQ(gazetteer.find("Edlib", {}, 9)[0].kind, MatchKind::sound);
  EXPECT_EQ(found(gazetteer, "إدلب"), "C3871");
  EXPECT_EQ(found(gazetteer, "Sarakeb"), "C4111");
  EXPECT_EQ(found(gazetteer, "Tel Rifaat"), "C1");
  EXPECT_EQ(found(gazetteer, "Al Deraa"), "C5");
  EXPECT_EQ(gazetteer.find("Saraqibb", {}, 9)[0].kind, MatchKind::sound) << "doubled letter";
  EXPECT_EQ(gazetteer.find("Saraqiv", {}, 9)[0].kind, MatchKind::near);
  EXPECT_EQ(found(gazetteer, "Zorqipo"), "") << "its key is near, its letters are not";
  EXPECT_EQ(found(gazetteer, "Atlantis"), "");
  EXPECT_EQ(found(gazetteer, ""), "");
  EXPECT_EQ(found(gazetteer, "???"), "");
  EXPECT_EQ(found(gazetteer, std::string(5000, 'a')), "");
  EXPECT_EQ(found(gazetteer, "\xff\xff"), "");
}

TEST(Gazetteer, namesakes_are_all_given_the_nearest_first) {
  const Gazetteer gazetteer = small();
  const geo::Point east{.lon_e7 = 386'000'000, .lat_e7 = 358'000'000};
  const auto matches = gazetteer.find("Mansoura", east, 9);
  ASSERT_EQ(matches.size(), 2u);
  EXPECT_EQ(matches[0].place->pcode, "C3");
  EXPECT_LT(*matches[0].distance_m, *matches[1].distance_m);
  EXPECT_EQ(gazetteer.find("Mansoura", {}, 9)[0].place->pcode, "C2") << "without a point by code";
  EXPECT_EQ(gazetteer.find("Mansoura", {}, 1).size(), 1u);
}

TEST(GazetteerCsv, bad_rows_are_listed_and_the_good_kept) {
  const auto read = read_gazetteer(
      "name,lat,lon,pcode\n"
      "#adm4+name,#geo+lat,#geo+lon,#adm4+code\n"
      "Good,36.2,37.1,A1\n"
      ",36.2,37.1,A2\n"
      "Far,137.1,36.2,A3\n"
      "Comma,\"36,2\",37.1,A4\n"
      "Short,36.2\n"
      "Again,36.3,37.2,A1\n"
      "Better,36.4,37.3,\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->gazetteer.places().size(), 2u);
  EXPECT_EQ(read->refused, 5u);
  ASSERT_EQ(read->complaints.size(), 5u);
  EXPECT_EQ(read->complaints[0].line, 4u);
  EXPECT_EQ(read->complaints[0].error.place, "name");
  EXPECT_NE(read->complaints[1].error.reason.find("swapped"), std::string::npos);
  EXPECT_NE(read->complaints[4].error.reason.find("line 3"), std::string::npos);
  for (const RefusedPlace& row : read->complaints) EXPECT_FALSE(row.error.mend.empty());
}

TEST(GazetteerCsv, what_is_no_gazetteer_is_refused_whole) {
  EXPECT_FALSE(read_gazetteer(""));
  EXPECT_FALSE(read_gazetteer("name,lat\nA,36\n"));
  EXPECT_FALSE(read_gazetteer("name,lat,lon\n\"A,36,37\n"));
  std::string many = "name,lat,lon\n";
  for (std::size_t i = 0; i <= base::limits::kGazetteerPlaces; ++i) many += "A,36,37\n";
  const auto read = read_gazetteer(many);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::ErrorCode::too_large);
}

TEST(GazetteerCsv, the_digest_covers_what_answers_depend_on) {
  const std::string table(kTable);
  std::string moved = table;
  moved.replace(moved.find("36.6349"), 7, "36.6350");
  EXPECT_EQ(read_gazetteer(table)->gazetteer.digest(), small().digest());
  EXPECT_NE(read_gazetteer(moved)->gazetteer.digest(), small().digest());
}

}  // namespace
}  // namespace truceline::formats
