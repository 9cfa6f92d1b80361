using Kernel.Document;

namespace FacultyCertification;

/// <summary>What the service's OpenAPI document says of tags, and of parameters by their names.</summary>
internal static class FacultyWords
{
    public static DocumentWords All { get; } = new(typeof(FacultyWords).Assembly)
    {
        Tags = new Dictionary<string, string>
        {
            ["Teachers"] = "Teachers, and their employments at institutions.",
            ["Ethics reviews"] = "Findings of a breach of professional ethics, and the bar that follows.",
            ["Qualifications"] = "What a teacher has learnt or been awarded.",
            ["Practice at bases"] = "Teachers' practice at the bases of enterprises.",
            ["Methods"] = "How an institution recognises dual-qualified teachers.",
            ["Applications"] = "Applications for recognition, with their evidence.",
            ["Decisions"] = "The panel's votes and decisions.",
            ["Public notices"] = "Who shall be certified, shown for objections.",
            ["Objections"] = "Objections to a public notice.",
            ["Certificates"] = "Certificates: in force, suspended, renewed or revoked (D19).",
            ["Shared resources"] = "Teaching resources that institutions share.",
            ["Figures"] = "The ratio of dual-qualified teachers, and its forecast.",
        },
        Parameters = new Dictionary<string, string>
        {
            ["baseId"] = "Only those at this base, by its id.",
            ["category"] = "Only teachers of this category (D14).",
            ["days"] = "How many days ahead it looks.",
            ["decisionId"] = "The decision.",
            ["institution"] = "The code of an institution.",
            ["level"] = "Only those of this level.",
            ["measure"] = "Only those that serve this measure (S9).",
            ["module"] = "The code of a module.",
            ["owner"] = "Only those of this organisation, by its code.",
            ["person"] = "Only those of this person, by the opaque identifier in their tokens.",
            ["position"] = "The place of the evidence in the application, from 0.",
            ["scope"] = "Only those that are shared this way.",
            ["staffNumber"] = "Only those of the teacher with this staff number.",
            ["step"] = "Only those that wait for this step.",
            ["subject"] = "Only those of this subject.",
            ["suspensionId"] = "The suspension.",
            ["target"] = "The ratio to keep, in hundredths of a per cent.",
            ["teacherId"] = "Only those of this teacher.",
            ["token"] = "The number of the certificate, as it is printed.",
            ["unit"] = "The code of a unit of the institution.",
        },
    };
}
