using Kernel.Document;

namespace Enrollment;

/// <summary>What the service's OpenAPI document says of tags, and of parameters by their names.</summary>
internal static class EnrollmentWords
{
    public static DocumentWords All { get; } = new(typeof(EnrollmentWords).Assembly)
    {
        Tags = new Dictionary<string, string>
        {
            ["Pathways"] = "The stages of a training, such as 2+3+2, and their diplomas (D1, D3).",
            ["Admissions"] = "The conditions of a year's admission (D2).",
            ["Articulations"] = "Majors of two or more institutions that follow each other (D6b).",
            ["Modules"] = "An institution's modules, and the learning outcomes that they lead to.",
            ["Programmes"] = "Joint programmes of an articulation's institutions, and the leads of their modules.",
            ["Learners"] = "Learners, from the enrolment to the last diploma (D5).",
            ["Outcomes"] = "What graduates do afterwards: further study or employment.",
            ["Transfer plans"] = "The work plan of a cohort's transfer exam (D7).",
            ["Candidates"] = "Learners in a transfer exam: registration, marks and appeals (D7).",
            ["X-certificates"] = "Certificates of vocational skill levels beside the diploma (1+X).",
            ["Credits"] = "Credit for internships, certificates and modules, by agreed mappings.",
            ["Equivalences"] = "Modules of one institution that stand for modules of another one.",
            ["Figures"] = "Counted figures, as of a day and as known on a day (D41).",
        },
        Parameters = new Dictionary<string, string>
        {
            ["articulation"] = "Only those of this articulation, by its id.",
            ["articulationId"] = "The articulation, by its id.",
            ["class"] = "The code of a class.",
            ["code"] = "The code of the thing.",
            ["cohort"] = "The year in which the cohort began.",
            ["diplomaId"] = "The diploma.",
            ["fromInstitution"] = "The code of the institution of the vocational stages, or of the modules that were passed.",
            ["institution"] = "The code of an institution.",
            ["learnerId"] = "The learner.",
            ["measure"] = "Only those that serve this measure (S9).",
            ["module"] = "Only those with this module, by its id.",
            ["of"] = "What is counted.",
            ["on"] = "The day in question: today by default.",
            ["outcome"] = "Only those that lead to this learning outcome, by its id.",
            ["outcomeId"] = "The outcome.",
            ["pathway"] = "The code of a pathway.",
            ["programme"] = "Only those of this programme, by its id.",
            ["region"] = "The code of a region, such as `beijing`.",
            ["sitting"] = "The sitting of the exam: 1, or 2 for the resit.",
            ["teacher"] = "Only those of this teacher, by their id.",
            ["toInstitution"] = "The code of the institution of the undergraduate stage, or of the modules that stand for those.",
            ["unit"] = "The code of a unit of the institution.",
            ["version"] = "The version of the learner that the fact made.",
            ["year"] = "The year of the admission.",
        },
    };
}
