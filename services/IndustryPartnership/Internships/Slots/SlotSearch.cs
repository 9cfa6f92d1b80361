using IndustryPartnership.Internships.Law;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The slots of a list, page by page.</summary>
/// <remarks>
/// An open slot is found until its last day, and while somebody may begin there (D45). A learner of the major can have a place (D36).
/// The skill is the slot's or its base's. The whole slot is within from and until.
/// </remarks>
internal sealed class SlotSearch(SlotFilter filter, Viewer viewer, MajorMatch.Limits? near, DateOnly today)
{
    public Task<IReadOnlyList<SlotRow>> PageAsync(Db db, Paging paging, CancellationToken ct) => paging.ReadAsync<SlotRow>(
        db,
        SlotRow.Select +
        """
         WHERE (@Enterprise IS NULL OR s.enterprise = @Enterprise)
            AND (@State IS NULL OR (s.state = @State AND (@State <> 'open' OR s.ends_on >= @today)))
            AND (@BaseId IS NULL OR s.base_id = @BaseId)
            AND (@Major IS NULL OR EXISTS (SELECT 1 FROM partnership.slot_major m WHERE m.slot_id = s.id AND (m.major = @Major
                OR SUBSTRING(m.major, 1, @Digits) = SUBSTRING(@Major, 1, @Digits)
                OR (@articulated = 1 AND EXISTS (SELECT 1 FROM partnership.near_major n
                    WHERE n.major = @Major AND n.near = m.major)))))
            AND (@Skill IS NULL OR EXISTS (SELECT 1 FROM partnership.slot_skill k WHERE k.slot_id = s.id AND k.skill = @Skill)
                OR EXISTS (SELECT 1 FROM partnership.base_skill k WHERE k.base_id = s.base_id AND k.skill = @Skill))
            AND (@Place IS NULL OR s.place = @Place)
            AND (@From IS NULL OR s.starts_on >= @From)
            AND (@Until IS NULL OR s.ends_on <= @Until)
            AND
        """
        // Search hides slots on which nobody can begin. The enterprise and the approving institution still list them.
        + """
         (s.state NOT IN ('open', 'full')
                OR (@IsPerson = 0 AND (s.enterprise = @Org OR (s.approved_by = @Org AND (@State IS NULL OR @State <> 'open'))))
                OR (
        """ + SlotFooting.IsFound + ")) AND " + SlotRow.Visible,
        new
        {
            filter.Enterprise,
            filter.State,
            filter.BaseId,
            filter.Major,
            near?.Digits,
            articulated = near?.Articulated == true ? 1 : 0,
            filter.Skill,
            filter.Place,
            filter.From,
            filter.Until,
            viewer.Org,
            viewer.IsPerson,
            institution = viewer.Org,
            today,
            day = today,
        }, ct);
}
