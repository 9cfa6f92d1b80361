using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about teachers.</summary>
internal static partial class Problems
{
    private static readonly ProblemType StaffNumberTakenType =
        Catalogue.Define("staff-number-taken", 409, "The institution has already used this staff number.");
    private static readonly ProblemType DataNeededType = Catalogue.Define(
        "data-still-needed", 409, "The teacher's data are needed while an employment or a bar lasts.");
    private static readonly ProblemType TeacherErasedType = Catalogue.Define(
        "teacher-erased", 409, "The teacher's data were erased, so nothing more is written about them.");
    private static readonly ProblemType PersonEmployedType =
        Catalogue.Define("person-employed", 409, "The institution already employs this person as a teacher.");
    private static readonly ProblemType AlreadyDepartedType =
        Catalogue.Define("already-departed", 409, "The teacher's departure is already recorded.");
    private static readonly ProblemType DepartureBeforeEmploymentType =
        Catalogue.Define("departure-before-employment", 422, "The last day of employment is before the first day.");
    private static readonly ProblemType NotDepartedType =
        Catalogue.Define("not-departed", 409, "No departure of the teacher is recorded.");
    private static readonly ProblemType UnknownUnitType =
        Catalogue.Define("unknown-unit", 422, "The institution has registered units, but not this one.");
    private static readonly ProblemType PersonInUseType =
        Catalogue.Define("person-in-use", 409, "An application or a booking names the teacher, so the person cannot be corrected.");

    public static Refusal UnknownUnit(string institution, string unit, IReadOnlyList<string> units) => UnknownUnitType.Refuse(
        "Name one of its units, or register the unit in industry-partnership first.",
        "D16", new { institution, unit, units }, new { unit = default(string) });

    /// <param name="teacherId">The teacher.</param>
    /// <param name="until">The last day on which they are needed as far as is known.</param>
    /// <param name="isEmployed">Whether an employment has no last day.</param>
    public static Refusal DataStillNeeded(Guid teacherId, DateOnly? until, bool isEmployed)
    {
        var change = new Dictionary<string, object>();
        if (isEmployed) change["departure"] = $"/faculty-certification/v1/teachers/{teacherId}/departure";
        if (until is { } day) change["notBefore"] = day.AddDays(1);
        return DataNeededType.Refuse(
            "The teacher is employed, or an ethics finding bars them. Ask again after the last day.", "D44", new { until, isEmployed },
            change);
    }

    public static Refusal TeacherErased(DateOnly erasedOn) => TeacherErasedType.Refuse(
        "A name or a reason that is written now would not be erased again.", "D44", new { erasedOn });

    public static Refusal StaffNumberTaken(string staffNumber) =>
        StaffNumberTakenType.Refuse("Staff numbers are never reused. Choose another one.", facts: new { staffNumber });

    public static Refusal PersonEmployed(Verdict verdict) => PersonEmployedType.Refuse(
        verdict, "Find the teacher in the list. A new employment begins after the last day of the earlier one.");

    public static Refusal AlreadyDeparted(DateOnly lastDay) =>
        AlreadyDepartedType.Refuse("A departure is recorded once. Correct it, if the day is wrong.", facts: new { lastDay });

    public static Refusal DepartureBeforeEmployment(DateOnly lastDay, DateOnly employedFrom) => DepartureBeforeEmploymentType.Refuse(
        $"The institution employs the teacher from {employedFrom:O}.",
        "D41", new { lastDay, employedFrom }, new { lastDay = employedFrom });

    public static Refusal EmploymentAfterDeparture(DateOnly employedFrom, DateOnly lastDay) => DepartureBeforeEmploymentType.Refuse(
        $"The last day is {lastDay:O}. Send a first day that is not after it.",
        "D41", new { lastDay, employedFrom }, new { employedFrom = lastDay });

    public static Refusal NotDeparted(Guid teacherId) =>
        NotDepartedType.Refuse("Record the departure first.", "D43", new { teacherId });

    public static Refusal PersonInUse(Guid teacherId) => PersonInUseType.Refuse(
        "Applications or bookings already name this teacher. Register the right person as a new teacher.",
        "D43", new { teacherId });
}
