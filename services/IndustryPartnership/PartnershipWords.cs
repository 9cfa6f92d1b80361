using Kernel.Document;

namespace IndustryPartnership;

/// <summary>What the service's OpenAPI document says of tags, and of parameters by their names.</summary>
internal static class PartnershipWords
{
    public static DocumentWords All { get; } = new(typeof(PartnershipWords).Assembly)
    {
        Tags = new Dictionary<string, string>
        {
            ["Organisations"] = "Institutions, enterprises and authorities, with units, contacts and staff counts.",
            ["Clients"] = "Systems of organisations that get tokens, and the requests for them.",
            ["Agreements"] = "Agreements of two or more organisations, their texts and signatures.",
            ["Consortia"] = "Consortia of industry and education (D24).",
            ["Bases"] = "Bases where teachers and learners practise (D25).",
            ["Projects"] = "Projects of several organisations, with milestones.",
            ["Teachers' practices"] = "Seats of teachers at bases.",
            ["Internship slots"] = "Places that an enterprise offers, and the law that judges them.",
            ["Filings"] = "What an authority allows an enterprise by a filing (D28).",
            ["Applications"] = "Learners' applications for places, and the offers to them (D37).",
            ["Placements"] = "Internships, from the consents to the assessment.",
            ["Changes of placements"] = "A placement that moves to another slot, by the consent of all.",
            ["Logbooks"] = "The weeks that a learner writes and a mentor signs (D39).",
        },
        Parameters = new Dictionary<string, string>
        {
            ["activeOn"] = "Only those that are in force on this day.",
            ["agreementId"] = "Only those of this agreement.",
            ["baseId"] = "Only those at this base.",
            ["changeId"] = "The change of the placement.",
            ["code"] = "The code of the organisation, or of its milestone.",
            ["cohort"] = "The year in which the cohort began.",
            ["day"] = "Only those that take a seat on this day.",
            ["desk"] = "Only contacts with this responsibility.",
            ["enterprise"] = "Only those of this enterprise, by its code.",
            ["field"] = "Only those that work in this field.",
            ["institution"] = "Only those of this institution, by its code.",
            ["learnerId"] = "Only those of this learner.",
            ["major"] = "Only slots for this major, by its code.",
            ["measure"] = "Only those that serve this measure (S9).",
            ["name"] = "Only organisations with this text in a name, in English or Chinese.",
            ["organisation"] = "The code of the invited organisation.",
            ["party"] = "Only those of this organisation, by its code.",
            ["place"] = "Only slots at this place.",
            ["postKind"] = "Only counts of this kind of post.",
            ["skill"] = "Only those that train this skill.",
            ["slotId"] = "Only those of this slot.",
            ["strategy"] = "Only those that serve this strategy, by its name (S22).",
            ["subjectId"] = "Only receipts about this thing.",
            ["token"] = "The secret part of the link.",
            ["unit"] = "Only organisations with this unit, by its code.",
            ["validOn"] = "Only those that are in force on this day.",
            ["weekOf"] = "The Monday of the week.",
        },
    };
}
