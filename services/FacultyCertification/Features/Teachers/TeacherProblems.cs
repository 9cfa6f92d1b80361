using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about teachers.</summary>
internal static partial class Problems
{
    private static readonly ProblemType StaffNumberTakenType =
        Catalogue.Define("staff-number-taken", 409, "A teacher of the institution has this staff number already.");
    private static readonly ProblemType PersonEmployedType =
        Catalogue.Define("person-employed", 409, "The institution employs this person as a teacher already.");
    private static readonly ProblemType AlreadyDepartedType =
        Catalogue.Define("already-departed", 409, "The teacher's departure is recorded already.");
    private static readonly ProblemType DepartureBeforeEmploymentType =
        Catalogue.Define("departure-before-employment", 422, "The last day is before the first.");

    public static Refusal StaffNumberTaken(string staffNumber) =>
        StaffNumberTakenType.Refuse("Staff numbers are never reused. Take another one.", facts: new { staffNumber });

    public static Refusal PersonEmployed(Verdict verdict) => PersonEmployedType.Refuse(
        verdict, "Find the teacher in the list. A new employment begins after the last day of the earlier one.");

    public static Refusal AlreadyDeparted(DateOnly lastDay) =>
        AlreadyDepartedType.Refuse("A departure is recorded once.", facts: new { lastDay });

    public static Refusal DepartureBeforeEmployment(DateOnly lastDay, DateOnly employedFrom) => DepartureBeforeEmploymentType.Refuse(
        $"The institution employs the teacher from {employedFrom:O}.",
        "D41", new { lastDay, employedFrom }, new { lastDay = employedFrom });
}
